"""Somebody at a browser without scripts: cookies of their own, a new connection each time."""

import html
import re
import secrets
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar
from urllib.error import HTTPError

HEARD = (
    r'class="govuk-notification-banner__heading"[^>]*>(.*?)</p>',
    r'class="govuk-error-summary__list[^>]*>(.*?)</ul>',
    r'class="govuk-error-summary[^>]*>(.*?)</div>\s*</div>',
    r"<h1[^>]*>(.*?)</h1>(?:\s*<p[^>]*>(.*?)</p>)?",
)


@dataclass(frozen=True)
class Answer:
    status: int
    page: str
    place: str = ""

    @property
    def sentence(self) -> str:
        """What somebody reads first: the banner, the errors, or the heading and what follows."""
        for pattern in HEARD:
            if found := re.search(pattern, self.page, re.DOTALL):
                words = ". ".join(filter(None, found.groups()))
                return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", words)).split())
        return self.page[:60]

    def field(self, name: str) -> str:
        """What the form on this page holds under a name."""
        found = re.search(rf'name="{name}" value="([^"]*)"', self.page) or re.search(
            rf'<textarea[^>]*name="{name}"[^>]*>\n?(.*?)</textarea>', self.page, re.DOTALL
        )
        return html.unescape(found[1]) if found else ""


class NotFollowing(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


class Visitor:
    def __init__(self, site: str) -> None:
        self.site = site
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self.opener = urllib.request.build_opener(cookies, NotFollowing())

    def get(self, path: str) -> Answer:
        return self._answer(path)

    def post(self, path: str, **fields: str) -> Answer:
        return self.send(path, self.get(path), **fields)

    def send(self, path: str, page: Answer, **fields: str) -> Answer:
        """Post what a form on this page asks for."""
        sent = {**fields, "csrfmiddlewaretoken": page.field("csrfmiddlewaretoken")}
        return self._answer(path, urllib.parse.urlencode(sent).encode())

    def send_file(
        self, path: str, page: Answer, name: str, content: bytes, **fields: str
    ) -> Answer:
        edge = secrets.token_hex(16)
        parts = {**fields, "csrfmiddlewaretoken": page.field("csrfmiddlewaretoken")}
        body = b"".join(
            f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in parts.items()
        )
        head = (
            f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
        )
        body += head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self._answer(path, body, f"multipart/form-data; boundary={edge}")

    def followed(self, answer: Answer) -> Answer:
        """The page that somebody ends at."""
        for _ in range(5):
            if not 300 <= answer.status < 400:
                return answer
            answer = self.get(answer.place)
        return answer

    def _answer(self, path: str, data: bytes | None = None, kind: str = "") -> Answer:
        request = urllib.request.Request(urllib.parse.urljoin(self.site, path), data)
        if kind:
            request.add_header("Content-Type", kind)
        try:
            with self.opener.open(request, timeout=120) as answer:
                return Answer(answer.status, answer.read().decode(errors="replace"))
        except HTTPError as answer:
            page = answer.read().decode(errors="replace")
            return Answer(answer.code, page, answer.headers.get("Location", ""))
