import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { resolved } from '../../../worker/api/openapi/resolved.ts'

const WORKER = fileURLToPath(new URL('../../../worker', import.meta.url))

describe('a schema in the description', () => {
  it('is put into the terms of OpenAPI once, however many routes name it', async () => {
    let times = 0
    const counted = z.string().meta({
      get description() {
        times += 1
        return 'counted'
      },
    })
    const first = await resolved(counted).toOpenAPISchema()
    const before = times
    expect(first.schema).toMatchObject({ type: 'string', description: 'counted' })
    for (let route = 0; route < 5; route++) expect(await resolved(counted).toOpenAPISchema()).toBe(first)
    expect([before > 0, times]).toEqual([true, before])
    expect(await resolved(counted).toOpenAPISchema({})).toEqual(first)
    expect(times).toBeGreaterThan(before)
  })

  it('is resolved nowhere else', () => {
    const own = readdirSync(WORKER, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .filter((name) =>
        /import[^;']*\bresolver\b[^;']*'hono-openapi'/.test(readFileSync(join(WORKER, name), 'utf8')),
      )
    expect(own).toEqual([join('api', 'openapi', 'resolved.ts')])
  })
})
