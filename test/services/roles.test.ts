import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Role, roleWords } from '../../worker/domain/kinds/account/vocabulary.ts'
import { rights } from '../../worker/domain/rights/rights.ts'
import { roles } from '../../worker/services/roles.ts'

const page = readFileSync(new URL('../../worker/services/ROLES.md', import.meta.url), 'utf8')
const names = Object.keys(roleWords) as Role[]

describe('the page of roles', () => {
  it('says what the table says, right by right', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| `'))
    expect(rows).toHaveLength(Object.keys(rights).length)
    for (const [right, { zh, en }] of Object.entries(rights)) {
      const cells =
        rows
          .find((row) => row.startsWith(`| \`${right}\``))
          ?.split('|')
          .map((cell) => cell.trim()) ?? []
      expect(cells[1]).toBe(`\`${right}\` ${zh} · ${en}`)
      expect(cells.slice(2, -1).map((cell) => cell === '●')).toEqual(
        names.map((name) => roles[name].rights.some((one) => one === right)),
      )
    }
  })

  it('says how long somebody stays signed in', () => {
    for (const name of names) expect(page).toContain(`| ${roleWords[name].zh} ${name} |`)
    for (const { session } of Object.values(roles))
      expect(page).toContain(`idle ${session.idle} h · 最长 at most ${session.most} h`)
  })
})
