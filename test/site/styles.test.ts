/** Styles in the page: all that it needs, in the order of the sheet, and admitted by its policy. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createStyles, styleHash } from '../../worker/site/html/styles.ts'
import { createSite } from '../../worker/site/site.ts'
import { fakeAssets } from '../support/site/assets.ts'
import { createFakeLedger } from '../support/site/fake-reading.ts'

const SHEET = [
  '@layer base,parts;',
  '@layer base{body{margin:0}.quiet{color:gray}}',
  '@layer parts{.seal{width:1em}.seal--good,.other b{color:red}a:not(.button):hover{top:0}',
  '.seal::after{content:"}"}@media (width<=40em){.seal__word{top:0}.other{top:1px}}',
  '@media print{.other{top:2px}}@keyframes press{0%{top:0}to{top:.5em}}.page-home .seal{top:3px}}',
  '@layer last{.other{top:4px}}',
].join('')

describe('styles in the page', () => {
  const styles = createStyles(SHEET)

  it('are those of the blocks that it draws, in the order of the sheet', () => {
    expect(styles('<body class="page-entry"><b class="island seal seal--unchecked">')).toBe(
      [
        '@layer base,parts;',
        '@layer base{body{margin:0}}',
        '@layer parts{.seal{width:1em}.seal--good,.other b{color:red}a:not(.button):hover{top:0}',
        '.seal::after{content:"}"}@media (width<=40em){.seal__word{top:0}}',
        '@keyframes press{0%{top:0}to{top:.5em}}}',
        '@layer last{}',
      ].join(''),
    )
  })

  it('need every block of a selector, and are all there when all are drawn', () => {
    expect(styles('<i class="seal"><i class="page-home">')).toContain('.page-home .seal{')
    expect(styles('<i class="page-home seal other quiet">')).toBe(SHEET)
  })

  it('are admitted by their digest, and nothing else that stands in the page is', () => {
    const html =
      '<html><head><style>@media (width<=1em){a{b:c}}</style></head><body>&lt;style>x{}</style></body></html>'
    expect(styleHash(html)).toBe(
      `'sha256-${createHash('sha256').update('@media (width<=1em){a{b:c}}').digest('base64')}'`,
    )
    expect(styleHash('<head></head><body><style>a{b:c}</style></body>')).toBeNull()
  })

  it('come with each page of the site where the sheet is known, and are linked where it is not', async () => {
    const { reading } = await createFakeLedger()
    const assets = fakeAssets
    for (const path of ['/zh', '/en/ledger', '/zh/nothing-here']) {
      const answer = await createSite({ reading, assets: { ...assets, sheet: SHEET } }).request(path)
      const html = await answer.text()
      expect(html).toContain('<style>@layer base,parts;')
      expect(html).not.toContain('stylesheet')
      expect(styleHash(html)).not.toBeNull()
      expect(answer.headers.get('content-security-policy')).toContain(`style-src 'self' ${styleHash(html)};`)
      const linked = await createSite({ reading, assets }).request(path)
      expect(await linked.text()).toContain('<link rel="stylesheet" href="/assets/style.css"/>')
      expect(linked.headers.get('content-security-policy')).toContain("style-src 'self';")
    }
    const check = await createSite({ reading, assets: { ...assets, sheet: SHEET } }).request('/zh/check')
    expect(await check.text()).toContain('<link rel="stylesheet" href="/assets/style.css"/>')
  })
})
