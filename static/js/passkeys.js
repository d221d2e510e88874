// A form that wants a key asks the browser for it and is sent with what the key said. Without keys it stays hidden.
const native = window.PublicKeyCredential;
const able = native?.parseRequestOptionsFromJSON && native?.parseCreationOptionsFromJSON;

const optionsOf = async (form) => {
  const here = document.getElementById(form.dataset.options || "");
  if (here) return JSON.parse(here.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return answer.json();
};

const create = (form, { creation_options: { publicKey } }) => {
  const alone = form.elements.passwordless?.checked ?? false;
  const selection = { ...publicKey.authenticatorSelection, residentKey: alone ? "required" : "discouraged", requireResidentKey: alone };
  if (alone) selection.userVerification = "required";
  const wanted = { ...publicKey, authenticatorSelection: selection };
  return navigator.credentials.create({ publicKey: native.parseCreationOptionsFromJSON(wanted) });
};

const get = (form, { request_options: { publicKey } }) =>
  navigator.credentials.get({ publicKey: native.parseRequestOptionsFromJSON(publicKey) });

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !able;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const complaint = form.querySelector("[role=alert]");
    complaint.hidden = true;
    try {
      const options = await optionsOf(form);
      const key = await (form.dataset.passkey === "create" ? create : get)(form, options);
      form.elements.credential.value = JSON.stringify(key.toJSON());
      form.submit();
    } catch {
      complaint.hidden = false;
    }
  });
}
