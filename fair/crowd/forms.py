"""What a page offers: its links and its forms, read out of the HTML as a browser reads them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

_NEAR = 60  # pieces of text


@dataclass
class Form:
    """One form: where it goes, what it would send untouched, and the choices of each field."""

    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    options: dict[str, list[str]] = field(default_factory=dict)
    around: str = ""

    @property
    def command(self) -> str:
        """The command that it sends, or an empty string."""
        return self.action.removeprefix("/commands/") if "/commands/" in self.action else ""

    def value(self, name: str) -> str:
        """Return the first value of a field as it stands."""
        return next((value for key, value in self.fields if key == name), "")

    def choices(self, name: str) -> list[str]:
        """Return what can be chosen in a field, without its empty choice."""
        return [value for value in self.options.get(name, []) if value]

    def filled(self, filling: Mapping[str, str | list[str]]) -> list[tuple[str, str]]:
        """Return the fields to send, with these values in the place of the untouched ones."""
        kept = [(key, value) for key, value in self.fields if key not in filling]
        for key, given in filling.items():
            kept += [(key, value) for value in ([given] if isinstance(given, str) else given)]
        return kept


@dataclass
class Page:
    """A page as it was answered: status, address after redirects, forms, links, text."""

    status: int
    path: str
    forms: list[Form]
    links: list[str]
    text: str
    demo: bool = False

    def form(self, command: str) -> Form | None:
        """Return the first form of a command, or None."""
        return next(self.all_forms(command), None)

    def all_forms(self, command: str) -> Iterator[Form]:
        """Yield every form of a command."""
        return (one for one in self.forms if one.command == command)

    def ids(self, folder: str) -> list[str]:
        """Return the ids of every link to `/folder/id`, each once, in the page's order."""
        start = f"/{folder}/"
        found = [link[len(start) :] for link in self.links if link.startswith(start)]
        plain = [one.split("?")[0].split("#")[0] for one in found]
        return list(dict.fromkeys(one for one in plain if one.isalnum()))


def read_page(status: int, path: str, html: str) -> Page:
    """Read a page."""
    reader = _Reader()
    reader.feed(html)
    return Page(status, path, reader.forms, reader.links, html, demo="demo-ribbon" in html)


class _Reader(HTMLParser):
    """Collects forms and links; `around` is the text that stands shortly before a form."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._form: Form | None = None
        self._select = ""
        self._area = ""
        self._said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "form":
            self._form = Form(given.get("action", ""), around=" ".join(self._said[-_NEAR:]))
            self.forms.append(self._form)
        elif self._form is not None and "disabled" not in given:
            self._control(tag, given, self._form)

    def _control(self, tag: str, given: dict[str, str], form: Form) -> None:
        name = given.get("name", "")
        if tag == "input" and name:
            self._input(given, form, name)
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            value = given.get("value", "")
            if "selected" in given or not form.options.get(self._select):
                form.fields = [one for one in form.fields if one[0] != self._select]
                form.fields.append((self._select, value))
            form.options.setdefault(self._select, []).append(value)
        elif tag == "textarea":
            self._area = name
            form.fields.append((name, ""))
        elif tag == "button" and name:
            form.options.setdefault(name, []).append(given.get("value", ""))

    @staticmethod
    def _input(given: dict[str, str], form: Form, name: str) -> None:
        value = given.get("value", "")
        if given.get("type") in ("checkbox", "radio"):
            form.options.setdefault(name, []).append(value or "on")
            if "checked" in given:
                form.fields.append((name, value or "on"))
        elif given.get("type") not in ("submit", "button", "file"):
            form.fields.append((name, value))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._form is not None and self._area:
            self._form.fields = [
                (key, value + data) if key == self._area else (key, value)
                for key, value in self._form.fields
            ]
        elif data.strip():
            self._said.append(data.strip())
