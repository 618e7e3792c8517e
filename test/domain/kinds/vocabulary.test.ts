import { describe, expect, it } from 'vitest'
import { NO_DEPARTMENT_FIELDS } from '../../../worker/domain/kinds/department/fields.ts'
import { DEPARTMENT_CODE, departmentCodeOf } from '../../../worker/domain/kinds/department/ids.ts'
import { newRecordId } from '../../../worker/domain/kinds/ids.ts'
import { fieldLabel, label, labels, statusLabel } from '../../../worker/domain/kinds/labels.ts'
import { replay } from '../../../worker/domain/kinds/replay.ts'
import { NO_FIELDS } from '../../../worker/domain/kinds/responsibility/fields.ts'
import { typeOfName } from '../../../worker/domain/kinds/responsibility/type-names.ts'
import { kindOfRecord } from '../../../worker/domain/kinds/table.ts'
import type { Recorded } from '../../../worker/domain/record/event.ts'
import { sha256 } from '../../../worker/ledger/merkle.ts'
import { parseDepartment } from '../../support/kinds/departments.ts'
import { parseListed } from '../../support/kinds/items.ts'
import { seededRandom } from '../../support/ledger/ledger.ts'

describe('labels', () => {
  it('every code has Chinese and English words', () => {
    for (const set of Object.values(labels)) {
      for (const [code, words] of Object.entries(set)) {
        expect(words.zh, code).toMatch(/\p{Script=Han}/u)
        expect(words.en, code).toMatch(/^[ -~¶]+$/)
      }
    }
  })

  it('every field of every record has a name', () => {
    for (const field of [...Object.keys(NO_FIELDS), ...Object.keys(NO_DEPARTMENT_FIELDS)]) {
      expect(Object.keys(labels.field)).toContain(field)
    }
  })

  it('every field of a state, and every part of a field, has a name', () => {
    const body = parseListed({
      name: 'x',
      type: 'licence',
      legalBases: [{ text: 'x' }],
      duties: [{ text: 'x' }],
      riskPoints: [{ level: 'low' }],
      statutoryTimeLimit: { days: 1, unit: 'day' },
      source: {},
    })
    const listed = (record: string, given: object): Recorded => ({
      index: 0,
      envelope: {
        v: 1,
        kind: `${record.startsWith('res') ? 'responsibility' : 'department'}.listed`,
        record,
        seq: 1,
        department: 'dep-water',
        actor: { account: 'a', role: 'operator', department: null },
        occurred: '2026',
        recorded: '2026-03-02T01:00:00.000Z',
        visibility: 'public',
        body: '',
      },
      body: JSON.parse(JSON.stringify(given)),
    })
    const names = (value: unknown): string[] =>
      typeof value !== 'object' || value === null
        ? []
        : Object.entries(value).flatMap(([key, one]) => [
            ...(Array.isArray(value) ? [] : [key]),
            ...names(one),
          ])
    const states = [
      replay('res-0000000000', [listed('res-0000000000', body)]),
      replay('dep-water', [listed('dep-water', parseDepartment({ code: 'water', name: 'x' }))]),
      { name: '', nameEn: null, until: '' },
    ]
    for (const field of states.flatMap(names)) expect(Object.keys(labels.field)).toContain(field)
  })

  it('a department has names of its own for some fields and statuses', () => {
    expect(fieldLabel('zh', 'responsibility', 'name')).toBe('事项名称')
    expect(fieldLabel('zh', 'department', 'name')).toBe('名称')
    expect(fieldLabel('en', 'department', 'uscc')).toBe('Unified social credit code')
    expect(statusLabel('zh', 'responsibility', 'abolished')).toBe('已取消')
    expect(statusLabel('zh', 'department', 'abolished')).toBe('已撤销')
    expect(statusLabel('en', 'department', 'later')).toBe('later')
  })

  it('shows a code that has no words as it is', () => {
    expect(label('zh', 'type', 'licence')).toBe('行政许可')
    expect(label('en', 'type', 'from_the_future')).toBe('from_the_future')
    expect(label('en', 'type', 'constructor')).toBe('constructor')
  })
})

describe('type names', () => {
  it.each([
    ['行政许可', 'licence'],
    ['行政 审批', 'licence'],
    ['行政\n处罚', 'penalty'],
    ['处罚类', 'penalty'],
    ['行政监督', 'inspection'],
    ['其他类', 'other'],
    ['其它', 'other'],
    ['其他行政职权', 'other'],
    ['备案', 'other'],
    ['监督', 'inspection'],
    ['公共服务事项', 'public_service'],
    ['奖励', 'reward'],
  ])('%j is %s', (name, type) => {
    expect(typeOfName(name)).toBe(type)
  })

  it.each(['', '行政', '许可证', 'constructor', '规划'])('%j is no type', (name) => {
    expect(typeOfName(name)).toBeNull()
  })
})

describe('ids', () => {
  it('tells the kind of a record by its id', () => {
    expect(kindOfRecord(newRecordId('responsibility', seededRandom(3)))).toBe('responsibility')
    expect(kindOfRecord('dep-mc-water')).toBe('department')
    expect(kindOfRecord('era-17')).toBe('erasure')
    for (const id of ['', 'res-', 'res-ILOU000000', 'dep-', 'dep-A', 'era-017', 'x', 'res-0123456789a']) {
      expect(kindOfRecord(id), id).toBeNull()
    }
  })

  it('gives one name one code', () => {
    const free = () => false
    const code = departmentCodeOf('明川市水务局', sha256, free)
    expect(departmentCodeOf('明川市 水务局', sha256, free)).toBe(code)
    expect(departmentCodeOf('明川市水利局', sha256, free)).not.toBe(code)
    const other = departmentCodeOf('明川市 水务局', sha256, (taken) => taken === code)
    expect(other).not.toBe(code)
    expect(other).toMatch(DEPARTMENT_CODE)
    expect(kindOfRecord(`dep-${code}`)).toBe('department')
  })
})
