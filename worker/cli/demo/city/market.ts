import { law, type Organ, order } from './city.ts'

export const market: Organ = {
  code: 'mc-market',
  name: '明川市市场监督管理局',
  nameEn: 'Mingchuan Administration for Market Regulation',
  kind: 'component',
  subject: 'MB0A1010X',
  short: '市市场监管局',
  areas: [
    {
      unit: '食品生产经营监管科',
      duty: '监督管理食品生产、销售和餐饮服务的安全。',
      act: law('中华人民共和国食品安全法'),
      regulation: '明川市食品小作坊和摊贩管理条例',
      items: {
        licence: ['食品生产许可', '食品经营许可', '食品小作坊登记'],
        penalty: [
          '对未取得食品经营许可从事餐饮服务的处罚',
          '对经营超过保质期食品的处罚',
          '对未查验供货者许可证明采购食品的处罚',
          '对网络餐饮服务未公示许可信息的处罚',
          '对食品小作坊生产条件不再符合要求继续生产的处罚',
        ],
        compulsion: ['对不符合食品安全标准食品的查封扣押'],
        inspection: ['对学校食堂食品安全的检查', '对食品生产企业的飞行检查'],
        reward: ['对食品安全违法行为举报人的奖励'],
      },
    },
    {
      unit: '特种设备安全监察科',
      duty: '监督特种设备生产、经营、使用和检验的安全。',
      act: law('中华人民共和国特种设备安全法'),
      regulation: '明川市电梯安全条例',
      items: {
        licence: ['特种设备使用登记', '特种设备作业人员资格认定'],
        penalty: [
          '对使用未经定期检验电梯的处罚',
          '对电梯维护保养单位未按规范保养的处罚',
          '对未设置特种设备安全管理员的处罚',
        ],
        compulsion: ['对存在严重事故隐患特种设备的查封'],
        inspection: ['对住宅小区电梯维护保养质量的抽查', '对气瓶充装单位的检查'],
      },
    },
    {
      unit: '公平竞争审查科',
      from: '2024-08-12',
      duty: '组织实施公平竞争审查，查处不正当竞争行为。',
      act: order('公平竞争审查条例', '第二十一条'),
      regulation: '明川市公平竞争促进办法',
      items: {
        inspection: ['对政策措施公平竞争审查情况的抽查'],
        penalty: ['对虚假宣传行为的处罚', '对商业诋毁行为的处罚', '对违法有奖销售的处罚'],
        public_service: ['公平竞争审查投诉举报受理'],
      },
    },
    {
      unit: '登记注册科',
      duty: '负责各类经营主体的登记注册。',
      act: order('中华人民共和国市场主体登记管理条例'),
      regulation: '明川市经营主体登记便利化规定',
      items: {
        confirmation: [
          '内资企业设立登记',
          '内资企业变更登记',
          '个体工商户登记',
          '农民专业合作社登记',
          '股权出质登记',
        ],
        penalty: ['对提交虚假材料取得登记的处罚', '对未按规定公示年度报告的处罚'],
        public_service: ['企业名称自主申报', '简易注销公告'],
      },
    },
  ],
}
