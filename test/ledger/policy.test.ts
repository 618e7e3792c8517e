import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatPolicy, isQuorum, type Policy, parsePolicy } from '../../worker/ledger/policy.ts'
import { formatVerifierKey } from '../../worker/ledger/vkey.ts'
import { codeOf } from '../support/ledger/ledger-error.ts'

const LOG = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
const key = (n: number) => formatVerifierKey(`w${n}.example`, new Uint8Array(32).fill(n), n % 2 === 0 ? 1 : 4)

const THREE = [1, 2, 3].map((n) => `witness w${n} ${key(n)}`).join('\n')

/** Policies whose groups use each witness and each earlier group at most once. */
const anyPolicy: fc.Arbitrary<Policy> = fc
  .record({
    witnesses: fc.integer({ min: 0, max: 6 }),
    cuts: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 }),
    thresholds: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 }),
    url: fc.option(fc.webUrl(), { nil: null }),
    none: fc.boolean(),
  })
  .map(({ witnesses, cuts, thresholds, url, none }) => {
    const free = Array.from({ length: witnesses }, (_, i) => `w${i}`)
    const groups = cuts.flatMap((cut, i) => {
      const members = free.splice(0, cut)
      if (members.length === 0) return []
      free.push(`g${i}`)
      return [{ name: `g${i}`, threshold: Math.min(thresholds[i] ?? 1, members.length), members }]
    })
    const last = groups.at(-1)?.name ?? (witnesses > 0 ? 'w0' : null)
    return {
      logs: [{ vkey: LOG, url }],
      witnesses: Array.from({ length: witnesses }, (_, i) => ({ name: `w${i}`, vkey: key(i + 1), url })),
      groups,
      quorum: none ? null : last,
    }
  })

describe('policy', () => {
  it('comes back', () => {
    fc.assert(
      fc.property(anyPolicy, (policy) => {
        expect(parsePolicy(formatPolicy(policy))).toEqual(policy)
      }),
    )
  })

  it('reads what the specification allows', () => {
    const text = `# whom we trust\n\nlog ${LOG} https://ledger.example/log\n  witness\ta ${key(1)}\nwitness b ${key(2)}  https://b.example/\n\ngroup two all a b\nquorum two\n`
    const policy = parsePolicy(text)
    expect(policy.witnesses.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(policy.groups).toEqual([{ name: 'two', threshold: 2, members: ['a', 'b'] }])
    expect(policy.quorum).toBe('two')
  })

  it('takes a key of a type that it cannot check, and never counts on it', () => {
    const pq = `pq.example+31236897+${Buffer.from([6, ...new Uint8Array(1312)]).toString('base64')}`
    expect(parsePolicy(`witness pq ${pq}\nquorum pq\n`).witnesses).toHaveLength(1)
  })

  it.each([
    ['no quorum', `log ${LOG}\n`],
    ['two quorums', 'quorum none\nquorum none\n'],
    ['a quorum that is not defined', 'quorum q\n'],
    ['a group that names a later witness', `group g any w1\n${THREE}\nquorum g\n`],
    ['a member of two groups', `${THREE}\ngroup g any w1\ngroup h any w1\nquorum h\n`],
    ['a member named twice', `${THREE}\ngroup g 2 w1 w1\nquorum g\n`],
    ['a name taken twice', `${THREE}\nwitness w1 ${key(4)}\nquorum w1\n`],
    ['a key that stands twice', `${THREE}\nwitness w9 ${key(1)}\nquorum w9\n`],
    ['the key of the log as a witness', `log ${LOG}\nwitness w ${LOG}\nquorum w\n`],
    ['the name none', `witness none ${key(1)}\nquorum none\n`],
    ['more than there are', `${THREE}\ngroup g 4 w1 w2 w3\nquorum g\n`],
    ['none of them', `${THREE}\ngroup g 0 w1\nquorum g\n`],
    ['a number with a zero before it', `${THREE}\ngroup g 01 w1\nquorum g\n`],
    ['an empty group', `${THREE}\ngroup g any\nquorum g\n`],
    ['an unknown word', 'mirror x\nquorum none\n'],
    ['a broken key', 'log x+1+2\nquorum none\n'],
    ['one word too many', `log ${LOG} https://a https://b\nquorum none\n`],
    ['a carriage return', 'quorum none\r\n'],
  ])('refuses %s', (_, text) => {
    expect(codeOf(() => parsePolicy(text))).toBe('malformed_policy')
  })

  it('counts a quorum as a naive count of subsets does', () => {
    const naive = (policy: Policy, name: string, signed: Set<string>): boolean => {
      const group = policy.groups.find((one) => one.name === name)
      if (group === undefined) return signed.has(name)
      return group.members.filter((member) => naive(policy, member, signed)).length >= group.threshold
    }
    fc.assert(
      fc.property(anyPolicy, fc.array(fc.nat(6)), (policy, picked) => {
        const signed = new Set(picked.map((i) => policy.witnesses[i]?.name ?? 'stranger'))
        const expected = policy.quorum === null || naive(policy, policy.quorum, signed)
        expect(isQuorum(policy, signed)).toBe(expected)
      }),
    )
  })
})
