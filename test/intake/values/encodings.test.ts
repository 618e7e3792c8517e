import { describe, expect, it } from 'vitest'
import { Problem } from '../../../worker/domain/record/problem.ts'
import { decodeText, encodingOf } from '../../../worker/intake/files/encoding.ts'
import { draftMapping } from '../../../worker/intake/register/draft/draft.ts'
import { delivered, trial, works } from '../../support/intake/trial.ts'

/** The bytes of a text in an encoding, by its own decoder turned round. */
function encoded(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const table = new Map<string, number[]>()
  const add = (bytes: number[]): void => {
    try {
      const letter = decoder.decode(Uint8Array.from(bytes))
      if ([...letter].length === 1 && !table.has(letter)) table.set(letter, bytes)
    } catch {
      // No character has these bytes.
    }
  }
  for (let byte = 0; byte < 256; byte += 1) add([byte])
  if (/^(?:gb|big5|euc|shift)/.test(encoding))
    for (let lead = 0x81; lead < 0xff; lead += 1)
      for (let trail = 0x40; trail < 0xff; trail += 1) add([lead, trail])
  return Uint8Array.from([...text].flatMap((letter) => table.get(letter) ?? [0x3f]))
}

const TEXTS: { readonly [encoding: string]: string } = {
  gb18030: '编号,事项,单位\n1,修建人行天桥,交通运输局\n2,学校屋顶维修,教育局\n',
  big5: '編號,工程名稱,主辦單位\n1,興建行人天橋,工務局\n2,整修校舍屋頂,教育局\n',
  shift_jis: '番号,件名,担当課\n1,歩道橋の新設工事,道路課\n2,学校の屋根の修繕,教育委員会\n',
  'euc-jp': '番号,件名,担当課\n1,歩道橋の新設工事,道路課\n2,学校の屋根の修繕,教育委員会\n',
  'euc-kr': '번호,사업명,부서\n1,보행자 다리 신설,도로과\n2,학교 지붕 보수 공사,교육과\n',
  'windows-1250':
    'Číslo;Název;Odbor\n1;Nová lávka přes řeku;Odbor životního prostředí\n2;Oprava střechy školy;Odbor školství\n',
  'iso-8859-2':
    'Numer;Nazwa;Wydział\n1;Budowa kładki dla pieszych;Wydział Dróg Śródmieścia\n2;Ścieżka rowerowa;Wydział Zieleni\n',
  'windows-1252':
    'Nr;Bezeichnung;Amt\n1;Brücke am Mühlgraben;Straßenamt\n2;Schuldach Nordstraße;Hochbauamt für Schulen\n',
  'windows-1254':
    'No;İş;Birim\n1;Yaya köprüsü yapımı;Yol ve Ulaşım Müdürlüğü\n2;Okul çatısının onarımı;Eğitim Müdürlüğü\n',
  'windows-1257':
    'Nr;Darbas;Skyrius\n1;Pėsčiųjų tilto statyba;Kelių skyrius\n2;Mokyklos stogo remontas šiauriniame rajone;Švietimo skyrius\n',
  'windows-1251':
    'Номер;Название;Отдел\n1;Строительство пешеходного моста;Отдел дорог\n2;Ремонт крыши школы;Отдел образования\n',
  'koi8-u':
    'Номер;Название;Отдел\n1;Строительство пешеходного моста;Отдел дорог\n2;Ремонт крыши школы;Отдел образования\n',
  'windows-1253':
    'Αριθμός;Έργο;Υπηρεσία\n1;Κατασκευή πεζογέφυρας;Τμήμα οδών\n2;Επισκευή στέγης σχολείου;Τμήμα παιδείας\n',
  'windows-1255': 'מספר;עבודה;מחלקה\n1;בניית גשר להולכי רגל;מחלקת דרכים\n2;תיקון גג בית הספר;מחלקת חינוך\n',
  'windows-1256': 'رقم;العمل;القسم\n1;بناء جسر للمشاة;قسم الطرق\n2;إصلاح سقف المدرسة;قسم التعليم\n',
  'windows-874': 'เลขที่;งาน;หน่วยงาน\n1;ก่อสร้างสะพานลอย;กองช่าง\n2;ซ่อมหลังคาโรงเรียน;กองการศึกษา\n',
}

const refusal = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return error.words.en
    throw error
  }
  return ''
}

describe('an encoding is found by what is writing in it', () => {
  it.each(Object.entries(TEXTS))('%s', (encoding, text) => {
    const bytes = encoded(text, encoding)
    expect(decodeText(bytes, 'a.csv')).toBe(text)
    expect(decodeText(bytes, 'a.csv', [encoding])).toBe(text)
    expect(encodingOf(bytes, 'a.csv')).toBe(encoding)
  })

  it.each([
    ['ja', 'shift_jis', '橋'],
    ['ko', 'euc-kr', '정비'],
    ['tw', 'big5', '工程'],
    ['pl', 'windows-1250', 'północnego'],
  ])('of the trial: %s', (name, encoding, part) => {
    const given = trial('15')
    if (given === null) return
    const files = given.files.filter(({ path }) => path === `${name}.csv`)
    const { mapping } = draftMapping(files, { name: 'drafted', kind: null, today: '2026-11-24' })
    expect(mapping.input).toMatchObject({ encodings: ['utf-8', encoding] })
    expect(decodeText(files[0]?.bytes ?? new Uint8Array(), `${name}.csv`)).toContain(part)
  })
})

describe('what is declared', () => {
  const bytes = encoded(TEXTS.shift_jis ?? '', 'shift_jis')

  it('is obeyed where it is one, and checked where there are several', () => {
    expect(decodeText(bytes, 'a.csv', ['windows-1252'])).toContain('1,')
    expect(refusal(() => decodeText(bytes, 'a.csv', ['utf-8', 'gb18030']))).toBe(
      'a.csv: the mapping says gb18030, but it seems to be shift_jis: declare "encodings": ["shift_jis"], or gb18030 alone if it is that.',
    )
    expect(refusal(() => decodeText(bytes, 'a.csv', ['utf-8']))).toContain('in none of the encodings UTF-8')
  })

  it('must be an encoding', () => {
    const mapping = { ...works({}), input: { format: 'table', encodings: ['latin9000'] } }
    expect(refusal(() => delivered(mapping, []))).toContain('expected an encoding')
  })
})

describe('what cannot be told is asked', () => {
  it('of two that are as likely, of none, and of UTF-8 with a broken character', () => {
    expect(refusal(() => decodeText(encoded('번호,이름\n', 'euc-kr'), 'a.csv'))).toBe(
      'a.csv: which encoding is it in (it could be gb18030, euc-kr)? Declare "encodings".',
    )
    expect(refusal(() => decodeText(Uint8Array.from([0x61, 0x81, 0xff, 0x8f, 0x62]), 'a.csv'))).toContain(
      'which encoding',
    )
    const broken = new TextEncoder().encode(`${TEXTS.gb18030 ?? ''}3,桥`)
    expect(refusal(() => decodeText(broken.slice(0, -1), 'a.csv'))).toBe(
      'a.csv: it is UTF-8, but line 4 holds a broken character: export it again, or declare "encodings".',
    )
  })

  it('takes English with its pounds and dashes for what it usually is', () => {
    const text = 'Name,Cost\nBridge – north,£3.2m\nRoof “of the school”,£1.1m\nRiver •\u00a0wall,½\n'
    expect(encodingOf(encoded(text, 'windows-1252'), 'costs.csv')).toBe('windows-1252')
  })
})
