/** Addresses of the workbench: what is none is said to be none, to whoever asks, and never drawn as another page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deskPageOf } from '../../web/desk/paths.ts'
import { type CityServer, startCity } from '../support/city/city-server.ts'
import { importsOf, sources, targetOf } from '../support/imports.ts'

describe('an address of the workbench', () => {
  let city: CityServer
  beforeAll(async () => {
    city = await startCity()
  })
  afterAll(() => city?.close())

  it.each([
    '/queue',
    '/drafts/x',
    '/limits/zz',
    '/findings/',
    '/cases/cas-short',
    '/..%2f',
    '/me/me',
    '/sign-in',
    '/join',
  ])('%s is not there, signed in or not', async (path) => {
    for (const lang of ['zh', 'en']) {
      const response = await fetch(`${city.url}/${lang}/desk${path}`, { redirect: 'manual' })
      expect(response.status, path).toBe(404)
      expect(await response.text()).toContain(lang === 'zh' ? '没有这一页' : 'There is no such page')
    }
  })

  it.each(['', '/findings', '/me', '/new/decision', '/limits/P01'])('%s asks to sign in', async (path) => {
    const response = await fetch(`${city.url}/zh/desk${path}`, { redirect: 'manual' })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toContain(encodeURIComponent(`/zh/desk${path}`))
  })

  it('is read by the server alone: the browser draws what it is told', () => {
    const reading = sources.filter((path) =>
      importsOf(path).some(
        ({ from, specifier, typeOnly }) => !typeOnly && targetOf(from, specifier) === 'web/desk/paths.ts',
      ),
    )
    expect(reading).toEqual(['worker/site/desk.ts'])
  })

  it('hands on the parts that it names, in their order', () => {
    expect(deskPageOf('/on/dec-1234567890/conclude-step')).toEqual({
      page: 'act',
      parts: ['dec-1234567890', 'conclude-step'],
    })
    expect(deskPageOf('/')).toEqual({ page: 'home', parts: [] })
    expect(deskPageOf('')).toBeNull()
  })
})
