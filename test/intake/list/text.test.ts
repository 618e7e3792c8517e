import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineOf, listOf, proseOf } from '../../../worker/intake/files/text.ts'
import { basesOf } from '../../../worker/intake/list/bases.ts'
import { levelOf } from '../../../worker/intake/list/fields.ts'
import { dutiesOf, namesOf, pointsOf } from '../../../worker/intake/list/points.ts'
import { dateOf, timeLimitOf } from '../../../worker/intake/list/times.ts'
import { mapping } from '../../support/intake/book.ts'

describe('lines and paragraphs', () => {
  it('joins lines of short cells without inventing spaces', () => {
    expect(lineOf(' 对拒绝\n配合统\n计调查 的处罚 ')).toBe('对拒绝配合统计调查的处罚')
    expect(lineOf('Water  permit\nlevel 2')).toBe('Water permit level 2')
  })

  it('joins lines that a narrow column broke, and keeps paragraphs and articles', () => {
    expect(proseOf('负责\n市本\n级拒\n绝配\n合、\n处罚')).toBe('负责市本级拒绝配合、处罚')
    expect(proseOf('负责全市取水。\n指导县级取水。')).toBe('负责全市取水。\n指导县级取水。')
    expect(proseOf('《水法》（2016年修正）\n第七条：国家…\n第八条：…')).toBe(
      '《水法》（2016年修正）\n第七条：国家…\n第八条：…',
    )
  })

  it('leaves text without punctuation in its lines', () => {
    expect(proseOf('受理\n审查\n决定\n送达')).toBe('受理\n审查\n决定\n送达')
  })
})

describe('lists', () => {
  it('splits at separators, not within brackets, and at line breaks only without separators', () => {
    expect(listOf('苗木中心（野保中心、防火中心）、林政科', mapping.separators)).toEqual([
      '苗木中心（野保中心、防火中心）',
      '林政科',
    ])
    expect(listOf('政策法\n规科 、\n社会经\n济科', mapping.separators)).toEqual(['政策法规科', '社会经济科'])
    expect(listOf('甲科\n乙科\n甲科', mapping.separators)).toEqual(['甲科', '乙科'])
    expect(listOf('甲站/乙科', mapping.separators)).toEqual(['甲站', '乙科'])
  })

  it('reads posts, numbered or separated, without what closes them', () => {
    const posts = ['承办人', '科室负责人', '分管领导']
    for (const printed of [
      '1.承办人；\n2.科室负责人；\n4.分管领导。',
      '一.承办人：\n二.科室负责人：\n三.分管领导。',
      '承办人、科室负责人、分管领导',
      '承办人\n科室负责人\n分管领导',
    ])
      expect(namesOf(printed, mapping.separators)).toEqual(posts)
  })
})

describe('numbered points', () => {
  it.each([
    ['1.甲；2.乙。\n3、丙', ['甲', '乙。', '丙']],
    ['（一）甲\n（二）乙', ['甲', '乙']],
    ['一、甲\n二、乙', ['甲', '乙']],
    ['①甲②乙', ['甲', '乙']],
    ['1.甲的2.乙的；3.丙', ['甲的', '乙的', '丙']],
    ['费率为1.5倍', ['费率为1.5倍']],
    ['下列情形：\n1.甲\n2.乙', ['下列情形：', '甲', '乙']],
    ['1.下列：（1）甲；（2）乙。\n2.丙', ['下列：（1）甲；（2）乙。', '丙']],
    ['（一）甲：\n1.子\n2.丑\n（二）乙', ['甲：\n1.子\n2.丑', '乙']],
    ['1、甲：\n1.子\n2.丑\n2、乙', ['甲：\n1.子\n2.丑', '乙']],
    ['1.第2.3条\n2.按第1、2款', ['第2.3条', '按第1、2款']],
    ['受理\n审查', ['受理', '审查']],
    ['', []],
  ])('%j', (printed, points) => {
    expect(pointsOf(printed)).toEqual(points)
  })

  it('what was numbered is read back as it was', () => {
    const point = fc.stringMatching(/^[甲乙丙丁，的（）a-z]{1,12}。$/)
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 12 }), (points) => {
        expect(pointsOf(points.map((one, i) => `${i + 1}、${one}`).join('\n'))).toEqual(points)
      }),
    )
  })

  it('puts duties under their headings: on a line, within one, broken, or opening a point', () => {
    const duty = (step: string, text: string) => ({ step, text })
    const both = [duty('直接实施责任', '甲。'), duty('直接实施责任', '乙。'), duty('指导监督责任', '丙。')]
    for (const printed of [
      '直接实施责任：\n1.甲。\n2.乙。\n指导监督责任：丙。',
      '直接实施责任：1.甲。2.乙。 指导监督责任：1.丙。',
      '直接实施责\n任：\n1.甲。\n2.乙\n。\n指导监督责\n任：\n3.丙。',
      '直接实施责任\n1.甲。\n2.乙。\n指导监督责任\n1.丙。',
    ])
      expect(dutiesOf(printed, mapping.headings)).toEqual(both)
    expect(dutiesOf('1.受理责任：公示材料。\n2.审查责任：审查材料。', mapping.headings)).toEqual([
      duty('受理责任', '公示材料。'),
      duty('审查责任', '审查材料。'),
    ])
    expect(dutiesOf('负责巡检。', mapping.headings)).toEqual([{ step: null, text: '负责巡检。' }])
  })
})

describe('legal bases', () => {
  const cited = (printed: string) =>
    basesOf(printed, mapping.bases).map(({ level, title, docNumber, article }) => [
      level,
      title,
      docNumber,
      article,
    ])

  it('splits at the markers, and takes number and articles from where they are cited', () => {
    expect(
      cited(
        '【法律】《中华人民共和国水法》（2016年7月2日主席令第48号修正）\n第七条第一款：……\n【规章】《取水办法》',
      ),
    ).toEqual([
      ['law', '中华人民共和国水法', '主席令第48号', '第七条第一款'],
      ['rule', '取水办法', null, null],
    ])
  })

  it('does not take articles that the text only mentions', () => {
    expect(
      cited(
        '【法规】《明川省河道条例》（2012年省人大常委会公告第5号）\n第二十六条、第三十条：违反本条例第十条、第十二条规定的，',
      ),
    ).toEqual([['local_regulation', '明川省河道条例', '省人大常委会公告第5号', '第二十六条、第三十条']])
    expect(cited('【法律】《处罚法》\n第五章、第六章。')).toEqual([['law', '处罚法', null, '第五章、第六章']])
  })

  it('tells administrative from local regulations', () => {
    expect(cited('【法规】《城市绿化条例》（1992年6月22日国务院令第100号发布）')).toEqual([
      ['administrative_regulation', '城市绿化条例', '国务院令第100号', null],
    ])
    expect(cited('【法规】《市场主体登记管理条例》')).toEqual([
      ['administrative_regulation', '市场主体登记管理条例', null, null],
    ])
    expect(cited('【法规】《明川市供水条例》')).toEqual([['local_regulation', '明川市供水条例', null, null]])
    expect(cited('【法规】《某某管理办法》')).toEqual([[null, '某某管理办法', null, null]])
  })

  it('copes with broken, doubled, missing and false markers', () => {
    expect(cited('法律】《水法》')).toEqual([['law', '水法', null, null]])
    expect(cited('【法律】【法律】《水法》')).toEqual([['law', '水法', null, null]])
    expect(cited('《中华人民共和国水法》第七条：……\n《取水条例》（国务院令第460号）\n第三条')).toEqual([
      ['law', '中华人民共和国水法', null, '第七条'],
      ['administrative_regulation', '取水条例', '国务院令第460号', '第三条'],
    ])
    expect(cited('【规范性文件】《通知》（川政发【2020】53号）第三条')).toEqual([
      ['normative_document', '通知', '川政发【2020】53号', '第三条'],
    ])
    expect(cited('【规章】取水管理办法（2015年）')).toEqual([['rule', '取水管理办法', null, null]])
    expect(cited('【法规】《明川省实施〈中华人民共和国水法〉办法》')).toEqual([
      ['local_regulation', '明川省实施〈中华人民共和国水法〉办法', null, null],
    ])
  })
})

describe('levels, limits and dates', () => {
  it.each([
    ['地州市级', 'prefectural', '地州市级', ''],
    ['市级。负责取水', 'prefectural', '市级', '负责取水'],
    ['市级、县级', null, '市级、县级', ''],
    ['县级以上人民政府水行政主管部门负责', null, '', '县级以上人民政府水行政主管部门负责'],
    ['国家重点项目的审批由省级转报', null, '', '国家重点项目的审批由省级转报'],
  ])('%s', (printed, level, as, rest) => {
    expect(levelOf(printed, mapping)).toEqual({ level, printed: as, rest })
  })

  it('reads time limits and dates in usual forms, and nothing else', () => {
    expect(timeLimitOf('20个工作日')).toEqual({ days: 20, unit: 'working_day', text: '20个工作日' })
    expect(timeLimitOf('自受理之日起十五日')).toMatchObject({ days: 15, unit: 'day' })
    expect(timeLimitOf('即办')).toMatchObject({ days: 0 })
    expect([timeLimitOf('按规定办理'), timeLimitOf('2024年3月5日')]).toEqual([null, null])
    const printed = ['2024年3月5日', '2024-03-05', '2024/3/5', '20240305', '2024年', '2024.3']
    const day = '2024-03-05'
    expect(printed.map(dateOf)).toEqual([day, day, day, day, '2024', '2024-03'])
    expect(['2024-02-30', 'TBC', '5/3/2024', ''].map(dateOf)).toEqual([null, null, null, null])
  })
})
