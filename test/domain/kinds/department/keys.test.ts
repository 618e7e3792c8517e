import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readShape } from '../../../../worker/domain/input/shape.schema.ts'
import { compareStates, diffStates } from '../../../../worker/domain/kinds/compare.ts'
import { keyRegistered, keyRevoked } from '../../../../worker/domain/kinds/department/department.ts'
import { checkSigned, FORM, MOST_KEYS } from '../../../../worker/domain/kinds/department/keys.ts'
import { department } from '../../../../worker/domain/kinds/department/kind.ts'
import type { DepartmentState } from '../../../../worker/domain/kinds/department/state.ts'
import type { Recorded } from '../../../../worker/domain/record/event.ts'
import { Problem } from '../../../../worker/domain/record/problem.ts'
import { instantIn } from '../../../../worker/domain/record/zone.ts'
import { toBase64 } from '../../../../worker/ledger/bytes.ts'
import type { Json } from '../../../../worker/ledger/canonical.ts'
import { importSeed } from '../../../../worker/ledger/ed25519.ts'
import { formatUnsigned } from '../../../../worker/ledger/envelope.ts'
import { departmentKeyId } from '../../../../worker/ledger/prepared.ts'
import { decideKeyRegistered, decideKeyRevoked } from '../../../support/kinds/departments.ts'
import { seedOf } from '../../../support/ledger/signers.ts'
import { entryAt } from '../../../support/ledger/small-ledger.ts'

const ORIGIN = 'ledger.example/log'
const KEY = toBase64(seedOf('a key'))
const OTHER = toBase64(seedOf('another key'))

function entry(index: number, seq: number, kind: string, body: Json): Recorded {
  const { envelope } = entryAt(index, { kind, record: 'dep-water', seq, department: 'dep-water' })
  return { index, envelope, body }
}

function stateOf(...entries: [index: number, kind: string, body: Json][]): DepartmentState {
  const first = entry(0, 1, 'department.listed', { code: 'water', name: '水务局' })
  return entries.reduce(
    (state, [index, kind, body], i) => department.apply(state, entry(index, i + 2, kind, body)),
    department.apply(null, first),
  )
}

const registered: [number, string, Json] = [
  3,
  'department.key_registered',
  { key: KEY, keptOn: '办公室电脑' },
]
const revoked = (index: number, from: string): [number, string, Json] => [
  index,
  'department.key_revoked',
  { key: KEY, from, reasonCode: 'lost' },
]
const around = {
  occurred: '2026-03-01',
  today: '2026-03-02',
  record: () => undefined,
  newId: () => '',
  count: () => 0,
}

function refused(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return `${error.code} ${error.field ?? ''}`.trim()
    throw error
  }
  return 'nothing was refused'
}

describe('the keys of a department', () => {
  it('are absent until there is one, so that older states stay as they are', () => {
    expect('keys' in stateOf()).toBe(false)
  })

  it('know which entry registered and which revoked them', () => {
    const id = departmentKeyId(seedOf('a key'))
    expect(id).toMatch(/^[0-9a-f]{16}$/)
    const key = { id, key: KEY, keptOn: '办公室电脑', registered: 3 }
    expect(stateOf(registered).keys).toEqual([{ ...key, revoked: null }])
    expect(stateOf(registered, revoked(5, '2026-02-01')).keys).toEqual([
      { ...key, revoked: { index: 5, from: '2026-02-01', reasonCode: 'lost' } },
    ])
  })

  it('are revoked by the first entry, and reported lost from the earliest day that any gives', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`)
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 5 }), (days) => {
        const state = stateOf(registered, ...days.map((from, i) => revoked(5 + i, from)))
        const [first = ''] = days.toSorted()
        expect(state.keys?.[0]?.revoked?.from).toBe(first)
        expect(state.keys?.[0]?.revoked?.index).toBe(5)
      }),
    )
  })

  it('come from whatever a body holds without a fault', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('key_registered', 'key_revoked'), (body, event) => {
        const state = stateOf(registered, [4, `department.${event}`, JSON.parse(JSON.stringify(body))])
        expect(state.keys).toHaveLength(1)
        expect(state.keys?.[0]?.revoked).toBeNull()
      }),
    )
  })

  it('are lines of their own: not a change of a field, but part of a comparison', () => {
    const [before, after] = [stateOf(), stateOf(registered)]
    expect(diffStates(before, after)).toEqual([])
    expect(diffStates(after, stateOf(registered, revoked(5, '2026-02-01')))).toEqual([])
    expect(compareStates(before, after)).not.toEqual([])
  })
})

describe('registering and revoking', () => {
  const [, , body] = registered
  const given = readShape(keyRegistered, body)

  it('makes one entry of the department', () => {
    const [draft] = decideKeyRegistered(stateOf(), given, around)
    expect(draft).toMatchObject({
      kind: 'department.key_registered',
      record: 'dep-water',
      seq: 2,
      department: 'dep-water',
      body: { ...JSON.parse(JSON.stringify(body)), form: FORM },
      visibility: 'public',
    })
    const from = readShape(keyRevoked, { key: KEY, from: '2026-02-01', reasonCode: 'compromised' })
    expect(decideKeyRevoked(stateOf(registered), from, around)).toMatchObject([
      { kind: 'department.key_revoked', body: { key: KEY, from: '2026-02-01', reasonCode: 'compromised' } },
    ])
  })

  const seal = { visibility: 'sealed', ground: 'privacy', review: '2027-01-01' } as const
  const gone: DepartmentState = { ...stateOf(registered), status: 'abolished' }
  const lost = { key: KEY, from: '2026-02-01', reasonCode: 'lost' } as const
  const full: DepartmentState = {
    ...stateOf(registered),
    keys: Array.from({ length: MOST_KEYS }, () => ({
      id: '',
      key: OTHER,
      keptOn: '',
      registered: 1,
      revoked: null,
    })),
  }
  it.each<[string, () => unknown, string]>([
    ['the same key twice', () => decideKeyRegistered(stateOf(registered), given, around), 'conflict key'],
    [
      'a revoked key again',
      () => decideKeyRegistered(stateOf(registered, revoked(5, '2026-02-01')), given, around),
      'conflict key',
    ],
    ['one key too many', () => decideKeyRegistered(full, given, around), 'wrong_state key'],
    [
      'a key of a department that ended',
      () => decideKeyRegistered({ ...gone, keys: [] }, given, around),
      'wrong_state',
    ],
    [
      'a key in secret',
      () => decideKeyRegistered(stateOf(), given, { ...around, ...seal }),
      'invalid visibility',
    ],
    [
      'revoking in secret',
      () => decideKeyRevoked(stateOf(registered), lost, { ...around, ...seal }),
      'invalid visibility',
    ],
    ['revoking a key it never had', () => decideKeyRevoked(stateOf(), lost, around), 'not_found key'],
    [
      'moving a revocation to a later day',
      () =>
        decideKeyRevoked(
          stateOf(registered, revoked(5, '2026-02-01')),
          { ...lost, from: '2026-02-02' },
          around,
        ),
      'unchanged from',
    ],
    [
      'a revocation from a day to come',
      () => decideKeyRevoked(stateOf(registered), { ...lost, from: '2026-03-03' }, around),
      'invalid from',
    ],
    ['no key', () => readShape(keyRegistered, { key: 'AAAA', keptOn: 'x' }), 'invalid key'],
    ['a key kept on nothing', () => readShape(keyRegistered, { key: KEY, keptOn: ' ' }), 'invalid keptOn'],
    [
      'a month instead of a day',
      () => readShape(keyRevoked, { key: KEY, from: '2026-02', reasonCode: 'lost' }),
      'invalid from',
    ],
    [
      'a reason of its own',
      () => readShape(keyRevoked, { key: KEY, from: '2026-02-01', reasonCode: 'bored' }),
      'invalid reasonCode',
    ],
  ])('refuses %s', (_, work, expected) => {
    expect(refused(work)).toBe(expected)
  })

  it('still revokes a key of a department that ended, and moves a revocation to an earlier day', () => {
    expect(decideKeyRevoked(gone, lost, around)).toHaveLength(1)
    const state = stateOf(registered, revoked(5, '2026-02-01'))
    expect(decideKeyRevoked(state, { ...lost, from: '2026-01-31' }, around)).toHaveLength(1)
  })
})

describe('whether a signature counts', () => {
  const seed = seedOf('signing')
  const at = '2026-02-10T02:00:00.000Z'

  async function signed(
    index: number,
    { recorded = at, v = 2, origin = ORIGIN }: { recorded?: string; v?: 1 | 2; origin?: string } = {},
  ): Promise<Recorded> {
    const { envelope: plain } = entryAt(index, { recorded, department: 'dep-water' })
    const envelope = { ...plain, v }
    const { sign } = await importSeed(seed)
    const sig = toBase64(await sign(formatUnsigned(envelope, origin)))
    return { index, envelope: { ...envelope, sig }, body: null }
  }
  async function withKey(by = registered, ...more: [number, string, Json][]): Promise<DepartmentState> {
    const { publicKey } = await importSeed(seed)
    const rename = (body: Json): Json => JSON.parse(JSON.stringify(body).replaceAll(KEY, toBase64(publicKey)))
    return stateOf(
      ...[by, ...more].map(([index, kind, body]): [number, string, Json] => [index, kind, rename(body)]),
    )
  }
  const newer: typeof registered = [
    3,
    'department.key_registered',
    { key: KEY, keptOn: '办公室电脑', form: 2 },
  ]

  it('by a key that an earlier entry registered', async () => {
    const state = await withKey()
    const check = async (index: number, of: DepartmentState | null) =>
      checkSigned(await signed(index), of, ORIGIN)
    expect(await check(4, state)).toMatchObject({ is: 'good', key: { registered: 3 } })
    expect(await check(3, state)).toEqual({ is: 'unknown' })
    expect(await check(4, stateOf())).toEqual({ is: 'unknown' })
    expect(await check(4, null)).toEqual({ is: 'unknown' })
    expect(await check(4, stateOf(registered))).toEqual({ is: 'wrong' })
  })

  it('until the entry that revokes the key: what was logged before stays good, and says from when it is lost', async () => {
    const state = await withKey(registered, revoked(8, '2026-02-11'))
    const check = async (index: number, recorded: string) =>
      checkSigned(await signed(index, { recorded }), state, ORIGIN)
    // By the clocks that are furthest ahead: the entry names no zone.
    expect(await check(4, '2026-02-10T09:59:59.999Z')).toMatchObject({ is: 'good', lostFrom: null })
    expect(await check(4, '2026-02-10T10:00:00.000Z')).toMatchObject({ is: 'good', lostFrom: '2026-02-11' })
    expect(await check(7, '2026-02-12T00:00:00.000Z')).toMatchObject({ is: 'good', lostFrom: '2026-02-11' })
    expect(await check(9, '2026-02-12T00:00:00.000Z')).toMatchObject({ is: 'revoked' })
    // A day before it, claimed by an entry after it, changes nothing.
    expect(await check(9, '2026-02-01T00:00:00.000Z')).toMatchObject({ is: 'revoked' })
  })

  it.each([
    'Pacific/Kiritimati',
    'Pacific/Auckland',
    'Asia/Tokyo',
    'Asia/Shanghai',
    'Asia/Kolkata',
    'UTC',
    'America/Sao_Paulo',
    'Pacific/Pago_Pago',
    'Etc/GMT+12',
  ])('and is in doubt from the midnight with which that day began in %s', async (zone) => {
    const state = await withKey(registered, revoked(8, '2026-02-11'))
    const lostFrom = async (at: number): Promise<unknown> =>
      checkSigned(await signed(4, { recorded: new Date(at).toISOString() }), state, ORIGIN)
    const midnight = Date.parse(instantIn(zone, '2026-02-11T00:00:00'))
    for (const minutes of [0, 1, 60, 23 * 60 + 59, 48 * 60])
      expect(await lostFrom(midnight + minutes * 60_000)).toMatchObject({ lostFrom: '2026-02-11' })
    // More than a day before, it was that day nowhere.
    expect(await lostFrom(midnight - 26 * 3_600_000 - 1)).toMatchObject({ is: 'good', lostFrom: null })
  })

  it('however early a later entry dates the loss: nobody disowns what was logged', async () => {
    const state = await withKey(registered, revoked(8, '2026-02-11'), revoked(12, '2020-01-01'))
    const standing = async (index: number) => checkSigned(await signed(index), state, ORIGIN)
    expect(await standing(7)).toMatchObject({ is: 'good', lostFrom: '2020-01-01' })
    expect(await standing(10)).toMatchObject({ is: 'revoked' })
  })

  it('in the ledger for which it was made, in version 2, and in any in version 1', async () => {
    const [old, young] = [await withKey(), await withKey(newer)]
    const elsewhere = { origin: 'staging.example/log' }
    expect(await checkSigned(await signed(4, elsewhere), old, ORIGIN)).toEqual({ is: 'wrong' })
    expect(await checkSigned(await signed(4, { v: 1, ...elsewhere }), old, ORIGIN)).toMatchObject({
      is: 'good',
    })
    // A key that is registered from now on signs nothing but version 2.
    expect(await checkSigned(await signed(4, { v: 1 }), young, ORIGIN)).toEqual({ is: 'wrong' })
    expect(await checkSigned(await signed(4), young, ORIGIN)).toMatchObject({ is: 'good' })
    // What was signed in one version is no signature in the other.
    for (const [from, to] of [
      [1, 2],
      [2, 1],
    ] as const) {
      const made = await signed(4, { v: from })
      const turned = { ...made, envelope: { ...made.envelope, v: to } }
      expect(await checkSigned(turned, old, ORIGIN)).toEqual({ is: 'wrong' })
    }
  })

  it('for the envelope that was signed, and no other', async () => {
    const state = await withKey()
    const { envelope, ...rest } = await signed(4)
    for (const change of [
      { seq: 2 },
      { kind: 'responsibility.amended' },
      { record: 'res-5' },
      { occurred: '2023' },
      { body: toBase64(seedOf('x')) },
      { actor: { ...envelope.actor, role: 'recorder' } },
    ]) {
      const standing = await checkSigned({ ...rest, envelope: { ...envelope, ...change } }, state, ORIGIN)
      expect([change, standing]).toEqual([change, { is: 'wrong' }])
    }
    // The time of the commit is the ledger's own statement.
    const later = { ...envelope, recorded: '2026-02-12T02:00:00.000Z' }
    expect(await checkSigned({ ...rest, envelope: later }, state, ORIGIN)).toMatchObject({ is: 'good' })
  })
})
