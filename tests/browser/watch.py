"""Watches the pages of a browser context."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError


class Watch:
    """Records each request, console error and uncaught error of a context."""

    def __init__(self, context: BrowserContext, base_url: str) -> None:
        self.context = context
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.expected: list[str] = []
        self._origins = {urlsplit(base_url).netloc}
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", self._error)

    def end(self) -> None:
        """Record nothing from now on."""
        self.context.remove_listener("request", self._request)
        self.context.remove_listener("console", self._console)
        self.context.remove_listener("weberror", self._error)

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"console: {message.text[:300]} ({message.location})")

    def _error(self, error: WebError) -> None:
        self.errors.append(f"uncaught: {str(error.error)[:300]}")

    def origin(self, url: str) -> None:
        """Allow requests to this server too: it is the test's own."""
        self._origins.add(urlsplit(url).netloc)

    def expect(self, text: str) -> None:
        """Allow console errors that hold this text: the test provokes them."""
        self.expected.append(text)

    def foreign(self) -> list[str]:
        """Return the requests that left the origin."""
        inside = {"data", "blob", "about"}
        parts = [(url, urlsplit(url)) for url in self.requests]
        return [url for url, part in parts if part.scheme not in inside and part.netloc not in self._origins]

    def faults(self) -> list[str]:
        """Return the errors that were not expected, and the requests that left the origin."""
        errors = [error for error in self.errors if not any(text in error for text in self.expected)]
        return errors + [f"foreign request: {url}" for url in self.foreign()]
