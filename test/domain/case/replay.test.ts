/** Lines as files hold them since the first version: whatever the code becomes, they leave the same states. */
import { expect, it } from 'vitest'
import type { CaseAct, DatedCaseAct } from '../../../worker/domain/case/acts.ts'
import { applyCase, type CaseState } from '../../../worker/domain/case/case.ts'
import { CHINA_ZONE, dayIn } from '../../../worker/domain/record/zone.ts'

/** One file, each line as it was sealed: every event that there is, and one of a later version. */
const LINES = `
{"case":"cas-k7m2p9w4xt","seq":1,"event":"opened","at":"2026-03-02T17:30:00.000Z","account":"acc-0000000001","body":{"title":"河道清淤工程","source":"flag","leadKind":"来信","lead":"验收无记录","subjects":["dec-0000000001"],"departments":["dep-water"],"flag":"fla-0000000001","declaration":"无","conflict":false}}
{"case":"cas-k7m2p9w4xt","seq":0,"event":"read","at":"2026-03-03T01:00:00.000Z","account":"acc-0000000001","body":{}}
{"case":"cas-k7m2p9w4xt","seq":2,"event":"assigned","at":"2026-03-03T01:05:00.000Z","account":"acc-0000000001","body":{"account":"acc-0000000002","part":"approver","declaration":"曾同科室","conflict":false}}
{"case":"cas-k7m2p9w4xt","seq":3,"event":"assigned","at":"2026-03-03T01:06:00.000Z","account":"acc-0000000001","body":{"account":"acc-0000000003","part":"handler","declaration":"无","conflict":false}}
{"case":"cas-k7m2p9w4xt","seq":4,"event":"withdrawn","at":"2026-03-04T01:00:00.000Z","account":"acc-0000000003","body":{"account":"acc-0000000003","reason":"调离"}}
{"case":"cas-k7m2p9w4xt","seq":5,"event":"noted","at":"2026-03-04T02:00:00.000Z","account":"acc-0000000001","body":{"text":"现场查看"}}
{"case":"cas-k7m2p9w4xt","seq":6,"event":"evidence_added","at":"2026-03-04T03:00:00.000Z","account":"acc-0000000001","body":{"title":"照片","sha256":"${'ab'.repeat(32)}"}}
{"case":"cas-k7m2p9w4xt","seq":7,"event":"disposition_proposed","at":"2026-03-05T01:00:00.000Z","account":"acc-0000000001","body":{"disposition":"close","reason":"无据"}}
{"case":"cas-k7m2p9w4xt","seq":8,"event":"disposition_refused","at":"2026-03-05T02:00:00.000Z","account":"acc-0000000002","body":{"reason":"再查"}}
{"case":"cas-k7m2p9w4xt","seq":9,"event":"disposition_proposed","at":"2026-03-06T01:00:00.000Z","account":"acc-0000000001","body":{"disposition":"hold","reason":"等待审计"}}
{"case":"cas-k7m2p9w4xt","seq":10,"event":"disposition_approved","at":"2026-03-06T02:00:00.000Z","account":"acc-0000000002","body":{}}
{"case":"cas-k7m2p9w4xt","seq":11,"event":"reopened","at":"2026-03-09T01:00:00.000Z","account":"acc-0000000001","body":{"reason":"审计报告已到"}}
{"case":"cas-k7m2p9w4xt","seq":12,"event":"disposition_proposed","at":"2026-03-09T02:00:00.000Z","account":"acc-0000000001","body":{"disposition":"preliminary","reason":"有据"}}
{"case":"cas-k7m2p9w4xt","seq":13,"event":"disposition_approved","at":"2026-03-09T03:00:00.000Z","account":"acc-0000000002","body":{"note":"同意"}}
{"case":"cas-k7m2p9w4xt","seq":14,"event":"finding_recorded","at":"2026-03-10T01:00:00.000Z","account":"acc-0000000001","body":{"finding":"未按期验收","outcome":"rectified","legalBases":["《政府督查工作条例》第二十条"]}}
{"case":"cas-k7m2p9w4xt","seq":15,"event":"remedy_ordered","at":"2026-03-10T02:00:00.000Z","account":"acc-0000000001","body":{"department":"dep-water","text":"补作验收","due":"2026-05-01","publicTitle":"清淤工程验收","milestone":"mil-0000000001"}}
{"case":"cas-k7m2p9w4xt","seq":16,"event":"remedy_ordered","at":"2026-03-10T02:01:00.000Z","account":"acc-0000000001","body":{"department":"dep-water","text":"公布验收报告","due":"2026-06"}}
{"case":"cas-k7m2p9w4xt","seq":17,"event":"remedy_moved","at":"2026-03-20T01:00:00.000Z","account":"acc-0000000001","body":{"remedy":"r1","status":"claimed","text":"已验收"}}
{"case":"cas-k7m2p9w4xt","seq":18,"event":"remedy_moved","at":"2026-03-21T01:00:00.000Z","account":"acc-0000000001","body":{"remedy":"r2","status":"plan_filed","text":"已报方案","milestone":"mil-0000000002"}}
{"case":"cas-k7m2p9w4xt","seq":19,"event":"referred","at":"2026-03-22T01:00:00.000Z","account":"acc-0000000001","body":{"to":"市检察院","reason":"涉嫌渎职","on":"2026-03-22"}}
{"case":"cas-k7m2p9w4xt","seq":20,"event":"closed","at":"2026-03-30T16:30:00.000Z","account":"acc-0000000001","body":{"outcome":"accountability","reason":"已问责"}}
{"case":"cas-k7m2p9w4xt","seq":21,"event":"summarised","at":"2026-03-31T01:00:00.000Z","account":"acc-0000000001","body":{"summary":"已补作验收并问责。"}}
{"case":"cas-k7m2p9w4xt","seq":22,"event":"review_applied","at":"2026-04-01T01:00:00.000Z","account":"acc-0000000001","body":{"kind":"review","applied":"2026-04-01"}}
{"case":"cas-k7m2p9w4xt","seq":23,"event":"review_applied","at":"2026-04-01T02:00:00.000Z","account":"acc-0000000001","body":{"kind":"re_review","applied":"2026-04-01"}}
{"case":"cas-k7m2p9w4xt","seq":24,"event":"review_decided","at":"2026-04-20T01:00:00.000Z","account":"acc-0000000001","body":{"kind":"review","result":"upheld","text":"维持"}}
{"case":"cas-k7m2p9w4xt","seq":25,"event":"set_in_stone","at":"2026-04-21T01:00:00.000Z","account":"acc-0000000001","body":{"text":"将来"}}
`

/** A line as it was opened: what it holds is not looked at before. */
const lines = LINES.trim()
  .split('\n')
  .map((line): CaseAct => JSON.parse(line))
  .map((line): DatedCaseAct => ({ ...line, day: dayIn(CHINA_ZONE, line.at) }))

const after = (seq: number): CaseState | null =>
  lines.filter((line) => line.seq <= seq).reduce<CaseState | null>(applyCase, null)

it('a file of the first version leaves the state that it left', () => {
  expect(after(25)).toEqual({
    id: 'cas-k7m2p9w4xt',
    seq: 25,
    title: '河道清淤工程',
    source: 'flag',
    leadKind: '来信',
    lead: '验收无记录',
    subjects: ['dec-0000000001'],
    departments: ['dep-water'],
    flag: 'fla-0000000001',
    opened: '2026-03-03',
    status: 'closed',
    members: [
      {
        account: 'acc-0000000001',
        part: 'handler',
        declaration: '无',
        since: '2026-03-02T17:30:00.000Z',
      },
      {
        account: 'acc-0000000002',
        part: 'approver',
        declaration: '曾同科室',
        since: '2026-03-03T01:05:00.000Z',
      },
    ],
    proposed: null,
    disposition: 'preliminary',
    outcome: 'accountability',
    remedies: [
      {
        id: 'r1',
        department: 'dep-water',
        text: '补作验收',
        ordered: '2026-03-10',
        due: '2026-05-01',
        milestone: 'mil-0000000001',
        status: 'claimed',
      },
      {
        id: 'r2',
        department: 'dep-water',
        text: '公布验收报告',
        ordered: '2026-03-10',
        due: '2026-06',
        milestone: 'mil-0000000002',
        status: 'plan_filed',
      },
    ],
    reviews: [
      { kind: 'review', applied: '2026-04-01', result: 'upheld' },
      { kind: 're_review', applied: '2026-04-01', result: null },
    ],
    closed: '2026-03-31',
    summarised: '2026-03-31',
  })
})

it('what a file goes through on the way stands in its states', () => {
  expect(after(3)?.members.map(({ account }) => account)).toEqual([
    'acc-0000000001',
    'acc-0000000002',
    'acc-0000000003',
  ])
  expect(after(7)?.proposed).toEqual({ disposition: 'close', reason: '无据', by: 'acc-0000000001' })
  expect(after(8)).toMatchObject({ proposed: null, disposition: null, status: 'open' })
  expect(after(10)).toMatchObject({ proposed: null, disposition: 'hold', status: 'held' })
  expect(after(11)).toMatchObject({ disposition: null, status: 'open', closed: null })
  expect(after(14)?.outcome).toBe('rectified')
})

it('lines without the first leave no file, and a second first changes nothing', () => {
  expect(lines.slice(1).reduce<CaseState | null>(applyCase, null)).toBeNull()
  const [first] = lines
  const state = after(2)
  expect(first && applyCase(state, { ...first, seq: 3 })).toEqual({ ...state, seq: 3 })
})
