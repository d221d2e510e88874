"""Names of the elements of HTML, SVG and MathML: what a browser takes for a tag rather than for text."""

_HTML = """
a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption cite code col colgroup
data datalist dd del details dfn dialog div dl dt em embed fencedframe fieldset figcaption figure footer form h1 h2 h3
h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark menu meta meter nav
noscript object ol optgroup option output p picture pre progress q rp rt ruby s samp script search section select
selectedcontent slot small source span strong style sub summary sup table tbody td template textarea tfoot th thead
time title tr track u ul var video wbr
acronym applet basefont bgsound big blink center command content dir element font frame frameset image isindex keygen
listing marquee menuitem multicol nextid nobr noembed noframes param plaintext rb rbc rtc shadow spacer strike tt xmp
"""

_SVG = """
svg altglyph altglyphdef altglyphitem animate animatecolor animatemotion animatetransform circle clippath color-profile
cursor defs desc discard ellipse feblend fecolormatrix fecomponenttransfer fecomposite feconvolvematrix
fediffuselighting fedisplacementmap fedistantlight fedropshadow feflood fefunca fefuncb fefuncg fefuncr fegaussianblur
feimage femerge femergenode femorphology feoffset fepointlight fespecularlighting fespotlight fetile feturbulence filter
font-face font-face-format font-face-name font-face-src font-face-uri foreignobject g glyph glyphref handler hatch
hatchpath hkern line lineargradient listener marker mask mesh meshgradient meshpatch meshrow metadata missing-glyph
mpath path pattern polygon polyline radialgradient rect set solidcolor stop switch symbol tbreak text textpath tref
tspan use view vkern
"""

_MATHML = """
math annotation annotation-xml maction maligngroup malignmark menclose merror mfenced mfrac mglyph mi mlabeledtr
mlongdiv mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mscarries mscarry msgroup msline mspace
msqrt msrow mstack mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics
"""

KNOWN_ELEMENTS = frozenset(f"{_HTML} {_SVG} {_MATHML}".split())
