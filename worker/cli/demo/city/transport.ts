import { law, type Organ, order } from './city.ts'

export const transport: Organ = {
  code: 'mc-transport',
  name: '明川市交通运输局',
  nameEn: 'Mingchuan Bureau of Transport',
  kind: 'component',
  subject: 'MB0A10183',
  short: '市交通运输局',
  areas: [
    {
      unit: '运输管理科',
      duty: '管理道路旅客、货物运输和出租汽车经营。',
      act: order('中华人民共和国道路运输条例'),
      regulation: '明川市出租汽车客运管理条例',
      items: {
        licence: [
          '道路旅客运输经营许可',
          '道路货物运输经营许可',
          '出租汽车经营许可',
          '网络预约出租汽车运输证核发',
          '机动车驾驶员培训备案核验',
        ],
        penalty: [
          '对未取得道路运输经营许可从事客运的处罚',
          '对出租汽车拒载的处罚',
          '对货运车辆未按规定维护检测的处罚',
          '对客运站允许超载车辆出站的处罚',
        ],
        compulsion: ['对无法当场提供营运证明车辆的暂扣'],
        inspection: ['对客运站安全生产的检查', '对网约车平台的联合检查'],
      },
    },
    {
      unit: '公路管理科',
      duty: '保护公路路产路权，治理车辆超限运输。',
      act: law('中华人民共和国公路法'),
      regulation: '明川市农村公路条例',
      items: {
        licence: ['占用挖掘公路审批', '超限运输车辆行驶公路许可', '涉路施工许可'],
        penalty: ['对车辆违法超限运输的处罚', '对擅自占用挖掘公路的处罚', '对污染公路的处罚'],
        compulsion: ['对公路用地范围内违法建筑物的拆除'],
        levy: ['公路损坏赔偿费收取'],
        inspection: ['对货运源头装载的检查'],
      },
    },
    {
      unit: '港航海事科',
      duty: '管理内河水路运输和港口经营。',
      act: order('中华人民共和国内河交通安全管理条例'),
      regulation: '明川市渡口安全管理办法',
      items: {
        licence: ['水路运输经营许可', '渡口设置审批', '通航水域施工作业许可'],
        penalty: ['对船舶超载航行的处罚', '对渡口未配备救生设施的处罚'],
        inspection: ['对汛期渡口渡船的检查'],
      },
    },
  ],
}
