/** Names of built files, for tests that draw pages and load none of their scripts. */
import type { Assets } from '../../../web/frame.ts'

/** The checking pages are named as built ones are; their bytes are nowhere. */
export const fakeAssets: Assets = {
  script: '/assets/client.js',
  desk: '/assets/desk-test.js',
  check: '/assets/check-test.js',
  checkers: {
    zh: { path: '/assets/checker-zh-aaaaaaaa.html', sha256: 'a'.repeat(64), bytes: 170_000 },
    en: { path: '/assets/checker-en-bbbbbbbb.html', sha256: 'b'.repeat(64), bytes: 170_000 },
  },
  glyphs: '/assets/glyphs-test.bin',
  style: '/assets/style.css',
}
