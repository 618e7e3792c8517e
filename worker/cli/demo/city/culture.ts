import { law, type Organ, order } from './city.ts'

/** Renamed in the second year. */
export const culture: Organ = {
  code: 'mc-culture',
  name: '明川市文化和旅游局',
  nameEn: 'Mingchuan Bureau of Culture and Tourism',
  kind: 'component',
  subject: 'MB0A10263',
  short: '市文化和旅游局',
  areas: [
    {
      unit: '市场管理科',
      duty: '监督文化娱乐、演出和旅游市场。',
      act: order('娱乐场所管理条例'),
      regulation: '明川市夜间文化市场管理办法',
      items: {
        licence: ['娱乐场所经营许可', '营业性演出审批', '互联网上网服务营业场所经营许可', '旅行社设立许可'],
        penalty: [
          '对娱乐场所接纳未成年人的处罚',
          '对擅自举办营业性演出的处罚',
          '对旅行社安排未约定购物的处罚',
          '对未取得导游证从事导游活动的处罚',
        ],
        inspection: ['对上网服务营业场所的检查', '对旅行社合同履行的检查'],
        adjudication: ['旅游投诉调解处理'],
      },
    },
    {
      unit: '文物科',
      duty: '保护不可移动文物，管理博物馆。',
      act: law('中华人民共和国文物保护法'),
      regulation: '明川市历史文化名镇保护条例',
      items: {
        licence: ['文物保护单位建设控制地带工程审批', '非国有不可移动文物修缮审批', '博物馆馆藏文物借用审批'],
        penalty: ['对擅自迁移不可移动文物的处罚', '对在文物保护单位上刻划涂污的处罚'],
        inspection: ['对文物保护单位消防安全的检查'],
        confirmation: ['不可移动文物认定'],
        reward: ['对上交出土文物单位的奖励'],
      },
    },
    {
      unit: '公共服务科',
      duty: '组织公共文化服务，管理广播电视设施。',
      act: law('中华人民共和国公共文化服务保障法'),
      regulation: '明川市全民阅读促进条例',
      items: {
        public_service: ['公共文化场馆免费开放', '农村公益电影放映'],
        licence: ['卫星电视地面接收设施安装许可'],
        penalty: ['对擅自拆除公共文化设施的处罚'],
        confirmation: ['市级非物质文化遗产代表性项目认定'],
      },
    },
  ],
}
