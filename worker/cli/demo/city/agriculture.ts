import { law, type Organ } from './city.ts'

export const agriculture: Organ = {
  code: 'mc-agri',
  name: '明川市农业农村局',
  nameEn: 'Mingchuan Bureau of Agriculture and Rural Affairs',
  kind: 'component',
  subject: 'MB0A10124',
  short: '市农业农村局',
  areas: [
    {
      unit: '种业科',
      duty: '监督农作物种子和种畜禽的生产经营。',
      act: law('中华人民共和国种子法'),
      regulation: '明川市农作物种子条例',
      items: {
        licence: ['农作物种子生产经营许可', '种畜禽生产经营许可', '食用菌菌种生产经营许可'],
        penalty: ['对经营假种子的处罚', '对未按规定建立种子档案的处罚', '对销售的种畜禽未附合格证明的处罚'],
        compulsion: ['对涉嫌假劣种子的查封扣押'],
        inspection: ['对种子市场的春季检查', '对种畜禽场生产条件的检查'],
      },
    },
    {
      unit: '畜牧兽医科',
      duty: '组织动物防疫，监督兽药、饲料和屠宰环节。',
      act: law('中华人民共和国动物防疫法'),
      regulation: '明川市动物防疫条例',
      items: {
        licence: ['动物防疫条件合格证核发', '动物诊疗许可', '生鲜乳收购许可', '兽药经营许可'],
        penalty: ['对未按规定免疫的处罚', '对屠宰未经检疫动物的处罚', '对无证从事动物诊疗活动的处罚'],
        compulsion: ['对染疫动物的扑杀处置', '代为处理病死畜禽'],
        payment: ['重大动物疫病强制扑杀补助'],
        inspection: ['对规模养殖场动物防疫条件的检查'],
      },
    },
    {
      unit: '农产品质量安全科',
      duty: '监督农产品质量安全，管理农药使用。',
      act: law('中华人民共和国农产品质量安全法'),
      regulation: '明川市农产品质量安全条例',
      items: {
        licence: ['农药经营许可'],
        penalty: ['对销售农药残留超标农产品的处罚', '对未建立农产品生产记录的处罚'],
        inspection: ['对蔬菜生产基地农药使用的检查', '农产品质量安全监督抽查'],
        public_service: ['承诺达标合格证开具指导'],
      },
    },
    {
      unit: '农村经济科',
      duty: '指导农村土地承包和集体资产管理。',
      act: law('中华人民共和国农村土地承包法'),
      regulation: '明川市农村集体资产监督办法',
      items: {
        confirmation: ['农村土地承包经营权证核发'],
        payment: ['耕地地力保护补贴发放', '农机购置与应用补贴发放'],
        adjudication: ['土地承包经营纠纷的行政裁决'],
        other: ['农村集体资产清产核资指导'],
      },
    },
  ],
}
