"""Jinja2 set up so that nothing read is ever markup, and a policy under which only our own script and styles run."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

# No HTML file can hold these: they would be dropped, or the file not be UTF-8.
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
_HEAD_SCRIPT = 'document.documentElement.className = "js";'


@cache
def environment(package: str) -> Environment:
    """The templates in ``package/data``, with escaping on."""
    from jinja2 import Environment as Made
    from jinja2 import PackageLoader, StrictUndefined  # here: start-up must not wait for it

    made = Made(
        loader=PackageLoader(package, "data"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters["count"] = lambda number: f"{number:,}"
    return made


def page(package: str, template: str, *, styles: str, script: str, data: object, context: Mapping[str, object]) -> str:
    """A whole page from a template, with its styles, script and data inside.

    The template gets ``policy``, ``styles``, ``head_script``, ``script`` and ``data`` (JSON in which nothing can end
    the element it stands in) besides its context.
    """
    from jinja2.utils import htmlsafe_json_dumps
    from markupsafe import Markup

    text = (
        environment(package)
        .get_template(template)
        .render(
            policy=_policy(styles, (_HEAD_SCRIPT, script)),
            styles=Markup(styles),
            head_script=Markup(_HEAD_SCRIPT),
            script=Markup(script),
            data=htmlsafe_json_dumps(data, separators=(",", ":")),
            **context,
        )
    )
    return writable(text)


def writable(text: str) -> str:
    """The text with a replacement character for what no HTML file can hold (NUL, lone surrogates)."""
    return _UNWRITABLE.sub("\ufffd", text)


def asset(package: str, *names: str) -> str:
    """The files of ``package/data``, one after the other: styles, or scripts that share their names."""
    return "".join((files(package) / "data" / name).read_text(encoding="utf-8") for name in names)


def _policy(styles: str, scripts: tuple[str, ...]) -> str:
    """A content security policy that allows this text as styles and these as scripts, and no address at all."""
    allowed = " ".join(map(_source, scripts))
    return f"default-src 'none'; style-src {_source(styles)}; script-src {allowed}; base-uri 'none'; form-action 'none'"


def _source(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"
