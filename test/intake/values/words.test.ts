import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact, findWord, folded, foldedName } from '../../../worker/intake/register/fold.ts'
import { delivered, text, trial, works } from '../../support/intake/trial.ts'

const summaries = (delivery: ReturnType<typeof delivered>) =>
  delivery.records.map(({ fields }) => fields.summary)

describe('codes are found by the very word first', () => {
  it('symbols of a vote, as in the trial', () => {
    const given = trial('03')
    if (given === null) return
    expect(summaries(delivered(given.mapping, given.files))).toEqual(['for', 'against', 'for', 'against'])
  })

  it('marks, cases and punctuation that alone tell two words apart', () => {
    const codes = {
      '✓': 'a',
      '✗': 'b',
      '?': 'c',
      '*': 'd',
      m: 'e',
      M: 'f',
      'C++': 'g',
      C: 'h',
      कर: 'i',
      कार: 'j',
    }
    const rows = Object.keys(codes).map((word, i) => `R${i},Work,Office,${word}`)
    const given = text('votes.csv', ['Ref,Work,Office,Vote', ...rows].join('\n'))
    const delivery = delivered(works({ summary: { from: 'Vote', codes } }), [given])
    expect(delivery.rejected).toEqual([])
    expect(summaries(delivery)).toEqual(Object.values(codes))
  })

  it('a word that folds to several codes is rejected and names them', () => {
    const given = text('votes.csv', 'Ref,Work,Office,Vote\nR1,Work,Office,No\n')
    const delivery = delivered(
      works({ summary: { from: 'Vote', codes: { NO: 'a', no: 'b' }, otherwise: 'c' } }),
      [given],
    )
    expect(delivery.rejected.map(({ reason }) => reason.en)).toEqual(['it is like several words: NO, no'])
  })

  it('a flag knows its usual words and rejects others, unless the mapping says which mean yes', () => {
    const given = text(
      'flags.csv',
      'Ref,Work,Office,Done\nR1,Work,Office,Y\nR2,Work,Office,✗\nR3,Work,Office,Oui\n',
    )
    const as = (value: object) => {
      const mapping = {
        ...works({}),
        records: [
          {
            kind: 'milestone',
            key: { from: ['Ref'] },
            department: 'Office',
            fields: { title: 'Work' },
            finished: value,
          },
        ],
      }
      const { records, rejected } = delivered(mapping, [given])
      return [records.map(({ finished }) => finished), rejected.map(({ value }) => value)]
    }
    expect(as({ from: 'Done', as: 'flag' })).toEqual([[true, false], ['Oui']])
    expect(as({ from: 'Done', as: 'flag', yes: ['Oui'] })).toEqual([[false, false, true], []])
  })
})

describe('departments are told apart by what tells them apart', () => {
  it('vowels, tones and symbols, as in the trial', () => {
    const given = trial('04')
    if (given === null) return
    const delivery = delivered(given.mapping, given.files)
    expect(new Set(delivery.records.map(({ department }) => department)).size).toBe(6)
    expect([...delivery.departments.values()]).toEqual([
      'जल विभाग',
      'जेल विभाग',
      'กองป่า',
      'กองป้า',
      'C Office',
      'C++ Office',
    ])
  })

  it('kana, Cyrillic letters, Vietnamese and Polish letters; and says so', () => {
    const names = [
      'ガス課',
      'カス課',
      'Отдел мой',
      'Отдел мои',
      'Cục Thuế',
      'Cục Thuê',
      'Wydział Łąk',
      'Wydział Łak',
    ]
    const rows = names.map((name, i) => `R${i},Work,${name}`)
    const delivery = delivered(works({}), [text('offices.csv', ['Ref,Work,Office', ...rows].join('\n'))])
    expect(new Set(delivery.records.map(({ department }) => department)).size).toBe(names.length)
    expect(delivery.notes.map(({ words }) => words.en)).toContain(
      '"カス課" and "ガス課" are nearly alike and differ: taken for two departments',
    )
    expect(delivery.notes).toHaveLength(names.length / 2)
  })

  it('case, spaces and punctuation do not, and that is told once', () => {
    const rows = ['Roads Office', 'ROADS OFFICE', 'Roads-Office', 'ROADS OFFICE'].map(
      (name, i) => `R${i},Work,${name}`,
    )
    const delivery = delivered(works({}), [text('offices.csv', ['Ref,Work,Office', ...rows].join('\n'))])
    expect(new Set(delivery.records.map(({ department }) => department)).size).toBe(1)
    expect(delivery.notes).toHaveLength(2)
  })
})

describe('headers and keys', () => {
  it('two headers that fold alike are each found by its very name', () => {
    const given = text('votes.csv', 'Ref,Work,Office,कर,कार\nR1,Work,Office,tax,car\n')
    const mapping = (header: string) => ({
      ...works({ summary: 'mine' }),
      input: { format: 'table', columns: { mine: { headers: [header] } } },
    })
    expect(summaries(delivered(mapping('कर'), [given]))).toEqual(['tax'])
    expect(summaries(delivered(mapping('कार'), [given]))).toEqual(['car'])
  })

  it('folded keys of other letters are other records', () => {
    const given = text(
      'works.csv',
      'Ref,Work,Office\nजल,Work,Office\nजेल,Work,Office\nガ,Work,Office\nカ,Work,Office\n',
    )
    const { records, notes } = delivered(works({}, {}, { from: ['Ref'], fold: true }), [given])
    expect(new Set(records.map(({ id }) => id)).size).toBe(4)
    expect(notes).toEqual([])
  })
})

describe('folding', () => {
  it('leaves nothing of a text that says something out of account', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (one) => {
        expect(folded(one) === '').toBe(one.trim() === '' || folded(one).trim() === '')
        expect(foldedName(exact(one))).toBe(foldedName(one))
        expect(findWord([[one, 1]], one)).toEqual({ is: 'one', value: 1 })
      }),
    )
  })

  it('is one thing for ASCII and for the rest', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aB9 .-/#+é') }), (one) => {
        expect(folded(one.replaceAll('é', 'e'))).toBe(folded(one))
      }),
    )
  })
})
