/** Bodies that always come out the same: as their shapes ask, or written here for kinds that have none. */
import type { ActFace } from '../../../worker/domain/kinds/registry.ts'
import { actKinds, kindFace } from '../../../worker/domain/kinds/registry.ts'
import { kindOf, recordKinds } from '../../../worker/domain/kinds/table.ts'
import type { RecordKind } from '../../../worker/domain/record/event.ts'
import type { Spec } from '../../../worker/domain/record/shape.ts'
import type { Json } from '../../../worker/ledger/canonical.ts'

/** A record of each kind; of a kind that is not named here, the first number that there is. */
export const RECORDS = {
  ...Object.fromEntries(recordKinds.map((kind) => [kind, `${kindOf(kind).prefix}0000000000`])),
  department: 'dep-water',
  responsibility: 'res-0000000001',
  decision: 'dec-0000000002',
  milestone: 'mil-0000000003',
  evaluation: 'eva-0000000004',
  handover: 'han-0000000005',
  membership: 'mem-0000000006',
  flag: 'fla-0000000007',
  account: 'acc-0000000008',
  overdue: 'ove-mil-0000000001-2026-03-01',
  mention: 'men-0123456789abcdef01234567',
  digest: 'dig-access-2026-03-01',
  catalogue: 'cat-2026-03-01',
  erasure: 'era-3',
  unsealing: 'uns-3',
  rulebook: 'rul-book',
  ledger: 'led-self',
} as { readonly [kind in RecordKind]: string }

/** The first body of a record, and one for each event that may follow: in full, and with the least that fits. */
export interface Bodies {
  first: Json[]
  events: { [event: string]: Json[] }
}

/** What fits a shape: all that it takes, or no more than it must have. `path` goes into texts, so that none is another. */
function fitting(spec: Spec, path: string, full: boolean): Json {
  switch (spec.is) {
    case 'text':
      return `${path} 文`
    case 'flag':
      return full
    case 'number':
      return Math.max(spec.least, Math.min(7, spec.most))
    case 'date':
      return spec.instant && full ? '2026-03-05T08:00:00Z' : full ? '2026-03-05' : '2026-04'
    case 'code':
      return spec.codes[full ? 0 : 1 % spec.codes.length] ?? null
    case 'id':
      return RECORDS[spec.kinds[0] ?? 'decision']
    case 'list': {
      const many = Math.min(spec.most, Math.max(spec.least, full ? 2 : 0))
      return Array.from({ length: many }, (_, i) => fitting(spec.of, `${path} ${i}`, full && i === 0))
    }
    case 'json':
      return full ? path : null
    case 'object':
    case 'set':
      return Object.fromEntries(
        Object.entries(spec.fields)
          .filter(([, of]) => full || ('required' in of && of.required))
          .map(([name, of]) => [name, fitting(of, `${path}.${name}`, full)]),
      )
  }
}

function byShape(kind: (typeof actKinds)[number]): Bodies {
  const { fields, acts } = kindFace(kind)
  const both = (shape: ActFace['shape'], path: string): Json[] =>
    [true, false].map((full) => fitting(shape.spec, path, full))
  return {
    first: both(fields, kind),
    events: Object.fromEntries(acts.map(({ event, shape }) => [event, both(shape, event)])),
  }
}

const basis: Json = {
  level: 'law',
  title: '水法',
  docNumber: '令 1',
  article: '第七条',
  text: '取水须经许可。',
}
const item: Json = {
  itemCode: '0100',
  name: '取水许可',
  subItem: '新办',
  parent: 'res-0000000009',
  type: 'licence',
  typeAsPrinted: '行政许可',
  implementer: '水务局',
  undertakingUnits: ['水资源科'],
  level: 'county',
  levelAsPrinted: '县级',
  scope: '全市',
  description: '审查取水申请。',
  legalBases: [basis],
  duties: [{ step: '受理', text: '当场受理。' }],
  dutyBases: [basis],
  accountableRoles: ['科长'],
  accountabilityCases: ['逾期不办'],
  exemptionCases: ['不可抗力'],
  supervision: '12345',
  statutoryTimeLimit: { days: 20, unit: 'working_day', text: null },
  promisedTimeLimit: { days: 10, unit: 'working_day', text: null },
  fees: '不收费',
  applicants: '取水单位',
  conditions: ['有取水需要'],
  materials: ['申请书'],
  handling: ['受理', '审查'],
  forms: ['申请表'],
  place: '政务大厅 3 号窗口',
  hours: '工作日',
  phone: '12345',
  riskPoints: [{ step: '审查', level: 'high', control: '双人' }],
  lead: 'dep-water',
  supporting: ['dep-health'],
  inForceFrom: '2025-01-01',
  inForceTo: '2027-01-01',
  remark: '注',
  source: { file: 'a.xlsx', sheet: '1', row: 3, asOf: '2026-01-01', mapping: 'm', sha256: 'aa' },
}
const organ: Json = {
  code: 'water',
  name: '水务局',
  nameEn: 'Water Bureau',
  departmentKind: 'government',
  parent: 'dep-government',
  level: 'county',
  uscc: '11330100000000000A',
  divisionCode: '330100',
  inForceFrom: '2020-01-01',
  inForceTo: null,
}
const key = Buffer.alloc(32, 5).toString('base64')

/** Bodies of before their kinds had shapes: what these gave then, they must give for ever. */
const WRITTEN: Partial<Record<RecordKind, Bodies>> = {
  department: {
    first: [organ, { code: 'water', name: '水务局' }],
    events: {
      amended: [{ set: { name: '水利局', level: 'city', uscc: null }, reason: '机构改革' }],
      corrected: [{ set: { nameEn: 'Water' }, reason: '笔误' }],
      renamed: [{ name: '水利局', nameEn: null, reason: '更名' }],
      merged: [{ into: 'dep-health', reason: '合并' }],
      abolished: [{ reason: '撤销' }],
      key_registered: [{ key, keptOn: '签名卡' }],
    },
  },
  responsibility: {
    first: [item, { name: '取水许可', type: 'licence' }],
    events: {
      amended: [{ set: { scope: '全县', duties: [] }, trigger: 'law', basis, reason: '修法' }],
      corrected: [{ set: { name: '取水审批', fees: null }, category: 'typo', reason: '笔误' }],
      transferred: [{ to: 'dep-health', reason: '划转' }],
      suspended: [{ reason: '试点' }],
      resumed: [{ reason: '到期' }],
      merged: [{ into: 'res-0000000009', reason: '合并' }],
      split: [{ into: ['res-0000000009', 'res-000000000a'], reason: '分列' }],
      abolished: [{ reason: '取消' }],
    },
  },
  account: {
    first: [
      { post: '科员', role: 'recorder', department: 'dep-water', until: '2027-01-01' },
      { post: '督查', role: 'inspector' },
    ],
    events: {
      changed: [{ set: { post: '科长', role: 'approver', until: null }, reason: '任命' }],
      revoked: [{ reason: '调离' }],
      restored: [{ reason: '返任' }],
    },
  },
  overdue: {
    first: [
      {
        subject: 'mil-0000000001',
        what: 'milestone',
        profile: 'milestone.due',
        due: '2026-03-01',
        step: 'approver',
        to: 'dep-water',
      },
    ],
    events: {
      escalated: [{ step: 'parent', to: 'dep-city' }, { step: 'inspectors' }],
      settled: [{ why: 'done', on: '2026-03-05' }, { why: 'moved' }],
    },
  },
  mention: {
    first: [
      {
        ...{ subject: 'dec-0000000002', target: 3, leafHash: 'AAAA', otherLedger: 'watch.example/log' },
        ...{ verifierKey: 'watch.example/log+1+A', otherSize: 9, otherRecord: 'ann-0000000000' },
        ...{ annotationKind: 'disputes', address: 'https://watch.example/zh/annotations/ann-0000000000' },
      },
    ],
    events: {
      withdrawn: [{ why: 'gone' }, { why: 'erased' }],
      relisted: [{ subject: 'dec-0000000002', target: 4, otherSize: 10 }],
    },
  },
  digest: {
    first: [
      { stream: 'access', day: '2026-03-01', digest: 'AAAA' },
      { stream: 'access', since: '2026-02-01', day: '2026-03-01', digest: 'AAAA' },
    ],
    events: {},
  },
  catalogue: { first: [{ size: 7, records: 3, root: 'AAAA' }], events: {} },
  erasure: {
    first: [{ target: 3, ground: 'court_order', authority: '法院 1 号', reason: '个人信息' }],
    events: {},
  },
  unsealing: {
    first: [
      { target: 3, of: 'dec-0000000001', content: { title: '方案' }, salt: 'AAAA', reason: '期限届满' },
    ],
    events: {},
  },
  ledger: {
    first: [{ origin: 'a.example/log', verifierKey: 'a.example/log+1+A' }],
    events: {
      key_announced: [{ verifierKey: 'a.example/log+2+B' }],
      key_retired: [{ verifierKey: 'a.example/log+1+A', reasonCode: 'rotation', lostFrom: null }],
      checker_published: [{ checkerZh: 'aa'.repeat(32), checkerEn: 'bb'.repeat(32) }],
      closed: [{ successor: 'b.example/log+1+B', address: null }],
      continued: [
        { verifierKey: 'z.example/log+1+A', checkpoint: 'z', address: 'https://z.example', history: '{}' },
      ],
    },
  },
  rulebook: {
    first: [{}],
    events: {
      adopted: [
        {
          adopted: [
            { rule: 'M01', version: 1, definition: { zh: '逾期', en: 'Overdue' }, parameters: { long: 30 } },
          ],
          dropped: ['M99'],
        },
      ],
      set: [{ rule: 'M01', values: [{ parameter: 'long', from: 30, to: 60 }], reason: '试行' }],
    },
  },
}

const shaped: Partial<Record<RecordKind, Bodies>> = Object.fromEntries(
  actKinds.map((kind) => [kind, byShape(kind)]),
)

/** What is written out comes first; events that are not written out are as their shapes ask. */
export function bodiesOf(kind: RecordKind): Bodies {
  const [written, of] = [WRITTEN[kind], shaped[kind]]
  return {
    first: written?.first ?? of?.first ?? [],
    events: { ...of?.events, ...written?.events },
  }
}
