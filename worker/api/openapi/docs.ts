/** The page of the API reference, and what the description says of the whole. */
import { problemCodes } from '../http/problems.ts'

/** Scalar puts its styles into the page by script, so styles are allowed inline here, and only here. */
export const DOCS_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"

/** Nothing is fetched from, offered by or sent to anyone else. */
const CONFIGURATION = {
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: 'never',
}

export const DOCS = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Mingzhang 明账 · API</title><link rel="icon" href="/favicon.svg"></head>
<body>
<noscript><p>The reference needs JavaScript; the description itself is at <a href="/api/openapi.json">/api/openapi.json</a>.</p></noscript>
<script id="api-reference" data-url="/api/openapi.json" data-configuration='${JSON.stringify(CONFIGURATION)}'></script>
<script src="/assets/scalar.js"></script>
</body>
</html>`

const codes = Object.entries(problemCodes).map(
  ([code, { status, zh, en }]) => `| \`${code}\` | ${status} | ${zh} | ${en} |`,
)

/** Shown above the routes. */
export const ABOUT = `An open ledger of public power. 公共权力的公开账本。

Reading needs no key and works from any site. Lists are \`{items, next}\` with an opaque cursor, everything carries an \`ETag\`. Writing needs an API key of a department or of the registrar and is answered with receipts: index, leaf hash, inclusion proof and signed checkpoint. 读取无需密钥；记账需要密钥，每次记账都有回执。

Beside this: the log itself as C2SP tlog-tiles under \`/log\`, its origin and key at \`/.well-known/mingzhang.json\`, Atom and JSON Feed under \`/feeds\`, \`/healthz\` and \`/readyz\`.

### Problems

Every refusal is \`application/problem+json\` (RFC 9457) with one of these codes, words in both languages, and the field that it is about.

| code | status | 中文 | English |
|---|---|---|---|
${codes.join('\n')}
`
