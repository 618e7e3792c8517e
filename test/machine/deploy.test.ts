/** Nothing is deployed by accident, and no two environments under one address. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { refusalOf } from '../../worker/machine/deploy.ts'

const config = readFileSync(new URL('../../wrangler.toml', import.meta.url), 'utf8')
const own = config.replaceAll('ledger.example.org', 'ledger.mingchuan.gov.cn')

it('names an environment, with an address of its own', () => {
  expect(refusalOf(own, [])).toContain('npm run deploy -- staging')
  expect(refusalOf(own, ['prod'])).toContain('npm run deploy -- production')
  expect(refusalOf(own, ['production', '--env=staging'])).toContain('--dry-run')
  expect(refusalOf(config, ['production'])).toContain('ORIGIN')
  expect(refusalOf(config, ['production', '--dry-run'])).toBeNull()
  expect(refusalOf(own, ['production'])).toBeNull()
  expect(refusalOf(own.replaceAll('https://staging.', 'https://'), ['staging'])).toContain('production')
})

it('refuses the bare command of wrangler, and gives each environment a bucket of its own', () => {
  expect(/^\[build\]\ncommand = "[^"]*exit 1"$/m.test(config)).toBe(true)
  const buckets = [...config.matchAll(/^bucket_name = "(.+)"$/gm)].map(([, name]) => name)
  expect(buckets.length).toBeGreaterThan(1)
  expect(new Set(buckets).size).toBe(buckets.length)
})
