import { law, type Organ, order } from './city.ts'

export const health: Organ = {
  code: 'mc-health',
  name: '明川市卫生健康委员会',
  nameEn: 'Mingchuan Health Commission',
  kind: 'component',
  subject: 'MB0A10204',
  short: '市卫生健康委',
  areas: [
    {
      unit: '医政科',
      duty: '管理医疗机构和医务执业。',
      act: order('医疗机构管理条例'),
      regulation: '明川市院前医疗急救条例',
      items: {
        licence: [
          '医疗机构执业登记',
          '医师执业注册',
          '护士执业注册',
          '放射诊疗许可',
          '母婴保健技术服务执业许可',
        ],
        penalty: [
          '对未取得执业许可开展诊疗活动的处罚',
          '对超出登记诊疗科目执业的处罚',
          '对拒绝救治急危患者的处罚',
        ],
        inspection: ['对医疗机构依法执业的检查'],
        confirmation: ['医疗机构评审'],
      },
    },
    {
      unit: '疾病预防控制科',
      duty: '组织传染病防治和预防接种。',
      act: law('中华人民共和国传染病防治法'),
      regulation: '明川市预防接种管理办法',
      items: {
        penalty: ['对未按规定报告传染病疫情的处罚', '对未按规定处置医疗废物的处罚'],
        compulsion: ['对传染病疫点的封闭控制', '对被污染物品的消毒处理'],
        public_service: ['儿童预防接种证办理'],
        inspection: ['对预防接种单位冷链管理的检查'],
        payment: ['预防接种异常反应补偿'],
      },
    },
    {
      unit: '综合监督科',
      duty: '监督公共场所卫生、生活饮用水卫生和职业卫生。',
      act: order('公共场所卫生管理条例'),
      regulation: '明川市二次供水卫生管理办法',
      items: {
        licence: ['公共场所卫生许可', '饮用水供水单位卫生许可'],
        penalty: [
          '对未取得卫生许可经营公共场所的处罚',
          '对二次供水设施未按期清洗消毒的处罚',
          '对用人单位未组织职业健康检查的处罚',
        ],
        compulsion: ['对被污染饮用水水源的临时控制'],
        inspection: ['对游泳场所水质的夏季检查', '对学校饮用水卫生的检查'],
      },
    },
  ],
}
