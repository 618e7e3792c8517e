import { describe, expect, it } from 'vitest'
import { NO_DEPARTMENT_FIELDS } from '../../worker/domain/department/types.ts'
import { departmentCodeOf, kindOfRecord, newResponsibilityId } from '../../worker/domain/ids.ts'
import { label, labels } from '../../worker/domain/labels.ts'
import { typeOfName } from '../../worker/domain/responsibility/type-names.ts'
import { NO_FIELDS } from '../../worker/domain/responsibility/types.ts'
import { sha256 } from '../../worker/ledger/merkle.ts'
import { seededRandom } from '../support/ledger.ts'

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
    expect(kindOfRecord(newResponsibilityId(seededRandom(3)))).toBe('responsibility')
    expect(kindOfRecord('dep-mc-water')).toBe('department')
    expect(kindOfRecord('era-17')).toBe('erasure')
    for (const id of ['', 'res-', 'res-ILOU000000', 'dep-', 'dep-A', 'era-017', 'x', 'res-0123456789a']) {
      expect(kindOfRecord(id), id).toBeNull()
    }
  })

  it('gives one name one code', () => {
    const code = departmentCodeOf('明川市水务局', sha256)
    expect(departmentCodeOf('明川市 水务局', sha256)).toBe(code)
    expect(departmentCodeOf('明川市水利局', sha256)).not.toBe(code)
    expect(kindOfRecord(`dep-${code}`)).toBe('department')
  })
})
