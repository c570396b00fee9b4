import pytest

from broadsheet.fetch.walls import wall


@pytest.mark.parametrize(
    ("status", "headers", "body", "name"),
    [
        (403, {"cf-mitigated": "challenge"}, b"", "Cloudflare"),
        (503, {"server": "cloudflare"}, b"<form id='challenge-form' action='/?__cf-chl_tk=1'>", "Cloudflare"),
        (403, {}, b"<title>Attention Required! | Cloudflare</title>", "Cloudflare"),
        (403, {"x-datadome": "protected"}, b"", "DataDome"),
        (403, {}, b"<script src='https://ct.captcha-delivery.com/c.js'>", "DataDome"),
        (403, {}, b"<script>window._pxAppId = 'PX1'</script>", "PerimeterX"),
        (403, {"server": "AkamaiGHost"}, b"", "Akamai"),
        (403, {}, b"Reference #18 https://errors.edgesuite.net/18", "Akamai"),
        (403, {"x-iinfo": "1-2-3"}, b"", "Imperva"),
        (403, {"x-cdn": "Incapsula"}, b"", "Imperva"),
        (405, {"x-amzn-waf-action": "captcha"}, b"", "AWS WAF"),
        (429, {"x-vercel-mitigated": "challenge"}, b"", "Vercel"),
        (429, {"x-kpsdk-ct": "1"}, b"", "Kasada"),
        (403, {}, b"<h1>Access Denied - Sucuri Website Firewall</h1>", "Sucuri"),
        (403, {"server": "cloudflare"}, b"Forbidden", None),  # the outlet's own word, that only passed through
        (503, {"x-iinfo": "1-2-3", "server": "AkamaiGHost"}, b"Under repair", None),
        (404, {"cf-mitigated": "challenge"}, b"", None),
        (403, {}, b"\xff\xfe\x00", None),
    ],
)
def test_a_bot_wall_is_known_by_its_marks(status, headers, body, name):
    assert wall(status, headers, body) == name
