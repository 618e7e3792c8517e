import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deskPath, groupsOf, isIssuer, ruleFor } from '../../../../worker/domain/kinds/account/provider.ts'

describe('an issuer', () => {
  it.each([
    ['https://sso.example', true],
    ['https://sso.example/realms/city', true],
    ['http://localhost:8080/realms/city', true],
    ['http://127.0.0.1:9000', true],
    ['http://sso.example', false],
    ['http://localhost.evil.example', false],
    ['http://127.0.0.1.evil.example', false],
    ['https://a:b@sso.example', false],
    ['https://sso.example?x=1', false],
    ['https://sso.example#x', false],
    ['https://sso.example/.well-known/openid-configuration', false],
    ['javascript:alert(1)', false],
    ['sso.example', false],
    ['', false],
  ])('%s: %s', (text, is) => {
    expect(isIssuer(text)).toBe(is)
  })
})

describe('where to go after signing in', () => {
  it('is a page of the workbench on this site, whatever was asked for', () => {
    const parts = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      'zh',
      'en',
      'desk',
      '@',
      'evil.example',
      '?',
      '#',
      '\n',
      '%2f',
      ':',
    )
    const asked = fc.oneof(
      fc.string(),
      fc.array(parts).map((all) => `/${all.join('')}`),
      fc.array(parts).map((all) => `/zh/desk/${all.join('')}`),
    )
    fc.assert(
      fc.property(asked, (next) => {
        const path = deskPath(next)
        if (path === null) return
        const url = new URL(path, 'https://ledger.example')
        expect([url.origin, url.href]).toEqual(['https://ledger.example', `https://ledger.example${next}`])
        expect(url.pathname).toMatch(/^\/(zh|en)\/desk(\/|$)/)
      }),
    )
  })

  it('keeps what the workbench has', () => {
    for (const path of ['/zh/desk', '/en/desk/drafts/dra-1', '/zh/desk/on/dep-water/register-key'])
      expect(deskPath(path)).toBe(path)
    expect([deskPath(null), deskPath(undefined), deskPath('/zh/deskful')]).toEqual([null, null, null])
  })
})

describe('groups', () => {
  it('are read by the name of their claim, then by a path, and only where they are texts', () => {
    expect(groupsOf({ groups: ['a', 1, null, 'b'] }, 'groups')).toEqual(['a', 'b'])
    expect(groupsOf({ groups: 'a' }, 'groups')).toEqual(['a'])
    expect(groupsOf({ realm_access: { roles: ['a'] } }, 'realm_access.roles')).toEqual(['a'])
    expect(groupsOf({ 'https://x.example/groups': ['a'] }, 'https://x.example/groups')).toEqual(['a'])
    expect(groupsOf({ groups: { a: true } }, 'groups')).toBeUndefined()
    expect(groupsOf({}, 'constructor.name')).toBeUndefined()
    expect(groupsOf({ _claim_names: { groups: 'src1' } }, 'groups')).toBeNull()
  })

  it('are never more than what is stated, whatever is', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (claims, name) => {
        const groups = groupsOf(claims, name) ?? []
        for (const group of groups) expect(JSON.stringify(claims)).toContain(JSON.stringify(group))
      }),
    )
  })

  it('give the role of the first rule that fits', () => {
    const rule = (group: string, post: string) =>
      ({ group, role: 'auditor', department: null, post }) as const
    const rules = [rule('a', '一'), rule('b', '二'), rule('a', '三')]
    expect(ruleFor(rules, ['b', 'a'])?.post).toBe('一')
    expect(ruleFor(rules, ['b', 'c'])?.post).toBe('二')
    expect(ruleFor(rules, ['A', 'ab', ''])).toBeNull()
    expect(ruleFor([], ['a'])).toBeNull()
  })
})
