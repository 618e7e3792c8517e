import { law, type Organ, order } from './city.ts'

export const housing: Organ = {
  code: 'mc-housing',
  name: '明川市住房和城乡建设局',
  nameEn: 'Mingchuan Bureau of Housing and Urban-Rural Development',
  kind: 'component',
  subject: 'MB0A10140',
  short: '市住房城乡建设局',
  areas: [
    {
      unit: '建筑业管理科',
      duty: '监督房屋建筑和市政工程的质量、安全和市场秩序。',
      act: law('中华人民共和国建筑法'),
      regulation: '明川市建设工程质量安全条例',
      items: {
        licence: ['建筑工程施工许可', '建筑施工企业安全生产许可', '建筑起重机械使用登记'],
        penalty: [
          '对未取得施工许可擅自施工的处罚',
          '对违法分包工程的处罚',
          '对施工现场未设置安全防护的处罚',
          '对监理单位未按规范旁站监理的处罚',
        ],
        inspection: ['对在建工程质量安全的检查', '对预拌混凝土质量的抽查'],
        confirmation: ['建设工程竣工验收备案'],
      },
    },
    {
      unit: '房地产市场监管科',
      duty: '监督房地产开发、预售和中介经营。',
      act: law('中华人民共和国城市房地产管理法'),
      regulation: '明川市商品房预售资金监管条例',
      items: {
        licence: ['商品房预售许可', '房地产开发企业资质核定'],
        penalty: [
          '对未取得预售许可销售商品房的处罚',
          '对挪用商品房预售资金的处罚',
          '对房地产经纪机构隐瞒房屋信息的处罚',
        ],
        inspection: ['对预售资金监管账户的检查'],
        public_service: ['存量房买卖合同网签'],
      },
    },
    {
      unit: '住房保障科',
      duty: '组织实施城镇住房保障。',
      act: order('住房公积金管理条例'),
      regulation: '明川市城镇住房保障条例',
      items: {
        confirmation: ['公共租赁住房承租资格确认', '保障性租赁住房项目认定'],
        payment: ['住房租赁补贴发放'],
        penalty: ['对隐瞒收入骗取公共租赁住房的处罚', '对转租公共租赁住房的处罚'],
      },
    },
    {
      unit: '城市建设科',
      duty: '推进无障碍设施建设，管理城镇燃气。',
      act: law('中华人民共和国无障碍环境建设法', '第六十四条'),
      regulation: '明川市无障碍设施建设和维护条例',
      items: {
        inspection: ['对公共建筑无障碍设施建设的检查'],
        penalty: ['对未按标准建设无障碍设施的处罚', '对非法占用无障碍设施的处罚'],
        payment: ['困难残疾人家庭无障碍改造补贴发放'],
        licence: ['燃气经营许可'],
      },
    },
  ],
}
