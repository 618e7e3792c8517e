/** The checking page as a file: the same parts give the same bytes, and it can ask no network. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { digestOf, keptChecker } from '../../../web/build/kept.ts'

const parts = { script: "const tag = '</script>'; const less = '<b>'", sheet: 'body{color:red}' }
const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

describe.each(['zh', 'en'] as const)('the file in %s', (lang) => {
  const file = keptChecker(lang, parts)

  it('is made alike each time, and differs with every part', () => {
    const digests = [
      keptChecker(lang, parts),
      keptChecker(lang, { ...parts, script: `${parts.script};` }),
      keptChecker(lang, { ...parts, sheet: `${parts.sheet} ` }),
    ].map(digestOf)
    expect(digests[0]).toBe(digestOf(file))
    expect(new Set(digests).size).toBe(3)
  })

  it('admits its own script and styles, and no address', () => {
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(file) ?? []
    const [, code = ''] = /<script type="module">([\s\S]*)<\/script>\n<\/body>/.exec(file) ?? []
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${hash(code)}`,
      `style-src ${hash(parts.sheet)}`,
      "base-uri 'none'",
      "form-action 'none'",
    ])
    expect(code).not.toContain('</script')
    expect(file).not.toMatch(/(?:src|href)=/)
  })

  it('carries its words, none of which ends their block', () => {
    const [, block = ''] = /id="check">([^<]*)<\/script>/.exec(file) ?? []
    expect(Object.keys(JSON.parse(block))).toEqual(['words', 'events', 'why'])
  })
})
