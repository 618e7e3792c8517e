import { describe, expect, it } from 'vitest'
import { china } from '../../../worker/domain/calendar/china.ts'
import { rules } from '../../../worker/domain/rules/rules.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { type Published, publishedCoverage } from '../../../worker/services/inspection/standing/published.ts'
import { testApi } from '../../support/api/api.ts'
import { demoFolder } from '../../support/city/demo-folder.ts'

describe('what the rules could assess', () => {
  it('is published by rule and department, without what they found', async () => {
    const { services } = await openMachine({ dataDir: await demoFolder() })
    const { standing } = services
    const early = await publishedCoverage(standing)
    expect(early.standing).toEqual({
      size: null,
      day: null,
      waiting: 0,
      isCurrent: false,
      calendar: china.name,
    })
    expect(early.items.every(({ applicable, assessed }) => applicable === 0 && assessed === 0)).toBe(true)
    await standing.settle()
    const { items, standing: now } = await publishedCoverage(standing)
    expect(now.isCurrent).toBe(true)
    expect(items.map(({ rule }) => rule)).toEqual(rules.map(({ id }) => id))
    expect(JSON.stringify(items)).not.toContain('"found"')
    const { rules: counted } = await services.inspection.inspect()
    for (const [i, { applicable, assessed, notAssessable, tooOften, departments }] of items.entries()) {
      const whole = counted[i]
      expect([applicable, assessed, notAssessable]).toEqual([
        whole?.applicable,
        whole?.assessed,
        whole?.notAssessable,
      ])
      expect(tooOften).toBe(rules[i]?.audience === 'public' ? whole?.tooOften : null)
      expect(departments.reduce((sum, one) => sum + one.applicable, 0)).toBe(applicable)
    }
    expect(items.some(({ applicable, assessed }) => assessed > 0 && assessed < applicable)).toBe(true)

    const water = await publishedCoverage(standing, { rule: 'P01', department: 'dep-mc-water' })
    expect(water.items).toHaveLength(1)
    const [one] = water.items
    expect(one?.departments.map(({ department }) => department)).toEqual(['dep-mc-water'])
    expect(one?.applicable).toBe(
      items
        .find(({ rule }) => rule === 'P01')
        ?.departments.find(({ department }) => department === 'dep-mc-water')?.applicable,
    )
    expect(one?.tooOften).toBeNull()
  })

  it('is asked for by anybody; what is not there is told', async () => {
    const api = await testApi()
    const all = await api.request('/api/v1/coverage', {})
    expect(all.status).toBe(200)
    expect(((await all.json()) as Published).items).toHaveLength(rules.length)
    for (const query of ['rule=X99', 'department=dep-none', 'department=dec-0000000001']) {
      const response = await api.request(`/api/v1/coverage?${query}`, {})
      expect(response.status).toBe(404)
      expect(await response.json()).toMatchObject({ code: 'not_found', field: query.split('=')[0] })
    }
  })
})
