import { law, type Organ } from './city.ts'

export const labour: Organ = {
  code: 'mc-labour',
  name: '明川市人力资源和社会保障局',
  nameEn: 'Mingchuan Bureau of Human Resources and Social Security',
  kind: 'component',
  subject: 'MB0A10220',
  short: '市人力资源社会保障局',
  areas: [
    {
      unit: '劳动关系科',
      duty: '维护劳动关系，开展劳动保障监察。',
      act: law('中华人民共和国劳动合同法'),
      regulation: '明川市保障农民工工资支付办法',
      items: {
        licence: ['劳务派遣经营许可', '特殊工时制度审批'],
        penalty: [
          '对克扣拖欠劳动者工资的处罚',
          '对未经许可经营劳务派遣业务的处罚',
          '对使用童工的处罚',
          '对未足额缴存工资保证金的处罚',
        ],
        inspection: ['对工程建设领域工资支付的检查'],
        other: ['拖欠工资失信联合惩戒对象认定', '集体合同审查'],
        adjudication: ['劳动人事争议仲裁'],
      },
    },
    {
      unit: '就业促进科',
      duty: '促进就业创业，管理人力资源市场和职业培训。',
      act: law('中华人民共和国就业促进法'),
      regulation: '明川市就业促进条例',
      items: {
        licence: ['人力资源服务许可', '民办职业培训学校设立审批'],
        payment: ['就业困难人员社会保险补贴发放', '一次性创业补贴发放', '失业保险金发放'],
        penalty: ['对职业中介机构提供虚假就业信息的处罚'],
        public_service: ['就业困难人员认定', '公共就业岗位信息发布'],
      },
    },
    {
      unit: '社会保险科',
      duty: '管理社会保险参保、待遇和基金监督。',
      act: law('中华人民共和国社会保险法'),
      regulation: '明川市社会保险基金监督办法',
      items: {
        levy: ['工伤保险浮动费率核定征缴'],
        confirmation: ['工伤认定', '劳动能力鉴定', '企业职工退休资格确认'],
        penalty: ['对骗取社会保险待遇的处罚', '对不办理社会保险登记的处罚'],
        inspection: ['对社会保险基金管理的检查'],
        reward: ['对社会保险基金违法行为举报人的奖励'],
      },
    },
  ],
}
