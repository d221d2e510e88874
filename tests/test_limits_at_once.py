"""A hundred forms sent to the real site at once never pass a limit, wherever it is counted and whatever headers say."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from core import counting, limits
from core.models import Hit
from tests.redis_server import address_of, running_redis
from tests.said_by_form import fields
from tests.serving import Site, running_site
from tests.test_kill import NoRedirect

pytestmark = pytest.mark.slow

PREPARE = """
from tests.factories import make_essay
from people.models import User
print(make_essay("Stairs", authors=[User.objects.create_user("ana@example.org", "Ana Author")]).pk)
"""
STORED = """
import json
from core.models import Hit, OutgoingMail
from listening.models import Voice
print(json.dumps([Voice.objects.count(), OutgoingMail.objects.count(), Hit.objects.count()]))
"""
AT_ONCE = 100
# The lowest of the limits that guests of one network meet.
MOST = limits.CONFIRMATIONS_BY_NETWORK
Headers = Callable[[int], dict[str, str]]


def pretending(number: int) -> dict[str, str]:
    """What somebody sends who wants to be counted as somebody else each time."""
    made_up = f"203.0.{number}.7"
    return {
        "X-Forwarded-For": made_up,
        "Forwarded": f"for={made_up}",
        "X-Real-IP": made_up,
        "True-Client-IP": made_up,
        "CF-Connecting-IP": made_up,
        "X-Client-IP": made_up,
    }


class Guests:
    """People who all press the button at the same moment, each with an address of their own."""

    def __init__(self, site: Site, essay: str) -> None:
        self.address = f"{site.address}/comments/on/essaypage/{essay}/"
        self.jar = CookieJar()
        with build_opener(HTTPCookieProcessor(self.jar)).open(self.address, timeout=30) as page:
            self.form = fields(page.read())
        # A form of one's own would have another.
        self.form["post_key"] = ""

    def speak(self, number: int, headers: dict[str, str]) -> int:
        """Return the status of the answer, 0 when there was none."""
        words = {"name": f"Dev {number}", "email": f"dev{number}@example.org", "comment": f"Number {number}"}
        data = urlencode({**self.form, **words}).encode()
        browser = build_opener(HTTPCookieProcessor(self.jar), NoRedirect())
        try:
            browser.open(Request(self.address, data, headers), timeout=120)
        except HTTPError as error:
            return error.code
        except (OSError, HTTPException):
            return 0
        return 200

    def at_once(self, numbers: range, headers: Headers) -> Counter[int]:
        """Return how many got which answer."""
        answers: list[int] = []
        gate = threading.Barrier(len(numbers))

        def one(number: int) -> None:
            gate.wait()
            answers.append(self.speak(number, headers(number)))

        threads = [threading.Thread(target=one, args=(number,)) for number in numbers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return Counter(answers)


def wait_for_a_window() -> None:
    """Let none of the limits' windows end in the middle of what follows."""
    hour = MOST.seconds
    left = hour - time.time() % hour
    if left < 90:
        time.sleep(left + 1)


@pytest.fixture(params=["database", "redis"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """A site that counts in its database, which is whichever the tests use, or in Redis."""
    with ExitStack() as open_ones:
        own = {}
        if request.param == "redis":
            own["CACHE_URL"] = address_of(open_ones.enter_context(running_redis(tmp_path)))
        yield open_ones.enter_context(running_site(tmp_path, **own))


def test_a_hundred_at_once_with_made_up_headers_pass_no_limit(
    site: Site, request: pytest.FixtureRequest
) -> None:
    guests = Guests(site, site.python(PREPARE))
    wait_for_a_window()
    answers = guests.at_once(range(AT_ONCE), pretending)
    assert answers == Counter({302: MOST.most, 429: AT_ONCE - MOST.most})
    voices, mails, counted = json.loads(site.python(STORED))
    assert (voices, mails) == (MOST.most,) * 2
    assert (counted > 0) is ("database" in request.node.name), "it is counted in one place"


def test_a_trusted_proxy_says_who_asks_and_nobody_says_it_for_the_proxy(tmp_path: Path) -> None:
    def behind(number: int) -> dict[str, str]:
        # The proxy adds the last one; what stands before it came with the request.
        return {**pretending(number), "X-Forwarded-For": f"203.0.{number}.7, 198.51.100.7"}

    def elsewhere(number: int) -> dict[str, str]:
        return {"X-Forwarded-For": f"198.18.{number}.7"}

    with running_site(tmp_path, TRUSTED_PROXIES="127.0.0.1") as site:
        guests = Guests(site, site.python(PREPARE))
        wait_for_a_window()
        assert guests.at_once(range(60), behind) == Counter({302: MOST.most, 429: 60 - MOST.most})
        assert guests.at_once(range(60, 100), elsewhere) == Counter({302: 40})


@pytest.mark.django_db
def test_the_database_counts_while_redis_is_away(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    with running_redis(tmp_path) as redis:
        settings.CACHES = {  # type: ignore[attr-defined]
            "default": {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": address_of(redis).replace("rediscache", "redis"),
            }
        }
        end = int(time.time()) + 60
        assert [counting.count_one("one", end) for _turn in range(3)] == [1, 2, 3]
        assert 0 < int(str(redis.ttl("limit:one"))) <= 60
        assert not Hit.objects.exists()
    assert counting.count_one("one", end) == 1
    assert Hit.objects.exists()
