/** Headers in the languages that registers are printed in: what each column is taken for, and what its values come to. */
import { describe, expect, it } from 'vitest'
import { draftMapping } from '../../../worker/intake/register/draft/draft.ts'
import { delivered, TODAY, text } from '../../support/intake/trial.ts'

interface Expected {
  title: string
  number: string
  department: string
  started: string
  due: string
  amount: number
  /** Null where the header could mean several: the draft asks. */
  currency: string | null
}

const ROWS: readonly [language: string, csv: string, first: Expected][] = [
  [
    'German',
    'Vorgangsnr.;Maßnahme;Fachbereich;Beginn;Geplanter Abschluss;Kosten (Tsd. €)\nV-1;Neubau der Brücke;Tiefbauamt;01.03.2025;30.09.2025;1.250,5\nV-2;Sanierung Schuldach;Hochbauamt;01.04.2025;01.06.2026;310,0\n',
    {
      ...{ title: 'Neubau der Brücke', number: 'V-1', department: 'Tiefbauamt' },
      ...{ started: '2025-03-01', due: '2025-09-30', amount: 1_250_500, currency: 'EUR' },
    },
  ],
  [
    'French',
    'N° dossier;Intitulé du projet;Direction pilote;Date de début;Date prévue de fin;Montant (k€)\nD-1;Réfection du pont;Direction des routes;1er mars 2024;30 septembre 2027;1 250,5\nD-2;Toiture école;Direction du bâtiment;15 avril 2024;1er juin 2027;310,0\n',
    {
      ...{ title: 'Réfection du pont', number: 'D-1', department: 'Direction des routes' },
      ...{ started: '2024-03-01', due: '2027-09-30', amount: 1_250_500, currency: 'EUR' },
    },
  ],
  [
    'Portuguese',
    'Código;Empreendimento;Órgão responsável;Data de início;Previsão de término;Valor (R$)\n10/2024;Ponte sobre o rio;Secretaria de Obras;05/02/2024;30/09/2027;R$ 1.250.000,50\n11/2024;Escola municipal;Secretaria de Educação;10/03/2024;31/12/2027;R$ 800.000,00\n',
    {
      ...{ title: 'Ponte sobre o rio', number: '10/2024', department: 'Secretaria de Obras' },
      ...{ started: '2024-02-05', due: '2027-09-30', amount: 1_250_000.5, currency: 'BRL' },
    },
  ],
  [
    'Polish',
    'Numer;Nazwa zadania;Wydział;Data rozpoczęcia;Termin zakończenia;Koszt (tys. zł)\nZ-1;Przebudowa mostu;Wydział Dróg;2025-03-01;2027-09-30;1250,5\nZ-2;Remont szkoły;Wydział Oświaty;2025-04-01;2027-12-31;310\n',
    {
      ...{ title: 'Przebudowa mostu', number: 'Z-1', department: 'Wydział Dróg' },
      ...{ started: '2025-03-01', due: '2027-09-30', amount: 1_250_500, currency: 'PLN' },
    },
  ],
  [
    'Russian',
    'Номер;Наименование объекта;Ответственный исполнитель;Срок начала;Срок окончания;Стоимость, тыс. руб.\nА-1;Ремонт моста;Управление дорог;01.03.2025;30.09.2027;1 250 000,50\nА-2;Замена труб;Управление воды;15.03.2025;30.11.2027;23 000,00\n',
    {
      ...{ title: 'Ремонт моста', number: 'А-1', department: 'Управление дорог' },
      ...{ started: '2025-03-01', due: '2027-09-30', amount: 1_250_000_500, currency: 'RUB' },
    },
  ],
  [
    'Japanese',
    '番号,事業名,所管課,着工日,完成予定日,予算額（千円）\n1-1,東橋整備事業,土木課,令和6年4月1日,令和9年9月30日,"1,200"\n1-2,給水管更新,水道課,令和6年5月10日,令和9年12月26日,800\n',
    {
      ...{ title: '東橋整備事業', number: '1-1', department: '土木課' },
      ...{ started: '2024-04-01', due: '2027-09-30', amount: 1_200_000, currency: 'JPY' },
    },
  ],
  [
    'Korean',
    '관리번호,사업명,담당부서,착수일,완료예정일,사업비(백만원)\nK-1,동교 보수공사,도로과,2025.3.1,2027.9.30,1200\nK-2,상수도관 교체,수도과,2025.4.1,2027.12.31,800\n',
    {
      ...{ title: '동교 보수공사', number: 'K-1', department: '도로과' },
      ...{ started: '2025-03-01', due: '2027-09-30', amount: 1_200_000_000, currency: 'KRW' },
    },
  ],
  [
    'Chinese of Taiwan',
    '編號,工程名稱,主辦機關,開工日期,預定完成日期,經費(千元)\nT-1,東橋整修工程,工務局,113/03/01,116/09/30,1200\nT-2,給水管更新工程,水利局,113/04/01,116/12/31,800\n',
    {
      ...{ title: '東橋整修工程', number: 'T-1', department: '工務局' },
      ...{ started: '2024-03-01', due: '2027-09-30', amount: 1_200_000, currency: null },
    },
  ],
  [
    'Thai',
    'รหัส,ชื่อโครงการ,หน่วยงาน,วันเริ่มต้น,วันสิ้นสุด,งบประมาณ (บาท)\nP-1,ซ่อมสะพาน,กองช่าง,01/05/2567,30/09/2570,"1,250,000.50"\nP-2,ปรับปรุงท่อ,กองประปา,15/06/2567,31/12/2570,"800,000.00"\n',
    {
      ...{ title: 'ซ่อมสะพาน', number: 'P-1', department: 'กองช่าง' },
      ...{ started: '2024-05-01', due: '2027-09-30', amount: 1_250_000.5, currency: 'THB' },
    },
  ],
  [
    'Arabic',
    'رقم,اسم المشروع,الجهة المسؤولة,تاريخ البدء,تاريخ الانتهاء المخطط,الميزانية (USD)\nأ-١,إصلاح الجسر,دائرة الطرق,٢٠٢٥/٠٣/٠١,٢٠٢٧/٠٩/٣٠,1250000\nأ-٢,شبكة المياه,دائرة المياه,٢٠٢٥/٠٤/١٥,٢٠٢٧/١٢/٣١,800000\n',
    {
      ...{ title: 'إصلاح الجسر', number: 'أ-١', department: 'دائرة الطرق' },
      ...{ started: '2025-03-01', due: '2027-09-30', amount: 1_250_000, currency: 'USD' },
    },
  ],
  [
    'Vietnamese',
    'Mã số,Tên dự án,Cơ quan chủ trì,Ngày bắt đầu,Ngày hoàn thành dự kiến,Kinh phí (triệu đồng)\nV-1,Sửa cầu phía đông,Sở Giao thông,01/03/2025,30/09/2027,1250\nV-2,Trạm bơm mới,Sở Nông nghiệp,15/04/2025,31/12/2027,800\n',
    {
      ...{ title: 'Sửa cầu phía đông', number: 'V-1', department: 'Sở Giao thông' },
      ...{ started: '2025-03-01', due: '2027-09-30', amount: 1_250_000_000, currency: 'VND' },
    },
  ],
]

describe('a table of works in another language', () => {
  it.each(ROWS)('%s', (_, csv, first) => {
    const file = text('works.csv', csv)
    const { mapping } = draftMapping([file], { name: 'drafted', kind: null, today: TODAY })
    const { records, rejected, departments } = delivered(mapping, [file])
    expect(rejected).toEqual([])
    const [decision] = records.filter(({ kind }) => kind === 'decision')
    const [milestone] = records.filter(({ kind }) => kind === 'milestone')
    expect(milestone?.done ?? null).toBeNull()
    expect({
      title: decision?.fields.title,
      number: decision?.fields.number,
      department: departments.get(decision?.department ?? ''),
      started: milestone?.fields.startedAt,
      due: milestone?.fields.currentDue,
      amounts: decision?.fields.amounts,
    }).toEqual({
      ...{ title: first.title, number: first.number, department: first.department },
      ...{ started: first.started, due: first.due },
      amounts: [
        {
          kind: 'budget',
          ...(first.currency === null ? {} : { currency: first.currency }),
          current: first.amount,
        },
      ],
    })
  })
})
