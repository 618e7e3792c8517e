import { law, type Organ } from './city.ts'

export const environment: Organ = {
  code: 'mc-env',
  name: '明川市生态环境局',
  nameEn: 'Mingchuan Bureau of Ecology and Environment',
  kind: 'component',
  subject: 'MB0A10167',
  short: '市生态环境局',
  areas: [
    {
      unit: '环评与排放管理科',
      duty: '负责建设项目环境影响评价和排污许可管理。',
      act: law('中华人民共和国环境影响评价法'),
      regulation: '明川市排污许可管理办法',
      items: {
        licence: [
          '建设项目环境影响报告书审批',
          '建设项目环境影响报告表审批',
          '排污许可证核发',
          '入河排污口设置审批',
        ],
        penalty: [
          '对环境影响评价文件未经批准擅自开工的处罚',
          '对未按排污许可证要求自行监测的处罚',
          '对环评文件弄虚作假的处罚',
        ],
        public_service: ['环境影响登记表备案'],
      },
    },
    {
      unit: '大气环境科',
      duty: '监督大气污染防治，组织重污染天气应对。',
      act: law('中华人民共和国大气污染防治法'),
      regulation: '明川市扬尘污染防治条例',
      items: {
        penalty: [
          '对超标排放大气污染物的处罚',
          '对物料堆场未采取抑尘措施的处罚',
          '对机动车检验机构出具虚假排放报告的处罚',
        ],
        compulsion: ['对造成严重污染的排放设施的查封扣押', '责令超标排放单位限制生产'],
        inspection: ['对重点排污单位自动监测数据的核查', '对建筑工地扬尘的联合检查'],
        other: ['重污染天气应急减排清单编制'],
      },
    },
    {
      unit: '水生态环境科',
      duty: '监督水污染防治和饮用水水源保护。',
      act: law('中华人民共和国水污染防治法'),
      regulation: '明川市饮用水水源保护条例',
      items: {
        penalty: ['对私设暗管排放水污染物的处罚', '对在饮用水水源保护区内新建项目的处罚'],
        inspection: ['对饮用水水源保护区的巡查', '对污水集中处理设施运行的检查'],
        compulsion: ['对逾期不拆除违法排污口的强制拆除'],
      },
    },
    {
      unit: '固体废物与辐射科',
      duty: '监督固体废物、危险废物和放射源的安全。',
      act: law('中华人民共和国固体废物污染环境防治法'),
      regulation: '明川市危险废物转移管理办法',
      items: {
        licence: ['危险废物收集经营许可', '辐射安全许可'],
        penalty: ['对未按规定填写危险废物转移联单的处罚', '对擅自倾倒工业固体废物的处罚'],
        compulsion: ['代为处置危险废物'],
        inspection: ['对放射源使用单位的检查'],
      },
    },
  ],
}
