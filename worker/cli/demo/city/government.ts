import { law, type Organ, order } from './city.ts'

/** The municipal government, with its office and inspection office. */
export const government: Organ = {
  code: 'mc-gov',
  name: '明川市人民政府',
  nameEn: 'Mingchuan Municipal People’s Government',
  kind: 'government',
  subject: 'MB0A10010',
  short: '市政府',
  areas: [
    {
      unit: '市政府办公室综合科',
      duty: '规定行政措施，发布决定和命令，管理本市的城乡建设和公共事业。',
      act: law('中华人民共和国地方各级人民代表大会和地方各级人民政府组织法', '第七十三条'),
      regulation: '明川市人民政府工作规则',
      items: {
        other: ['住房和城市更新政策的制定', '重大公共建设项目的决定', '城市公共交通政策和规划的制定'],
      },
    },
    {
      unit: '市政府办公室政务公开科',
      duty: '统筹推进、指导、协调、监督全市政府信息公开工作。',
      act: order('中华人民共和国政府信息公开条例', '第二十六条'),
      regulation: '明川市政务公开办法',
      items: {
        public_service: ['政府信息依申请公开答复', '权责清单动态调整公布', '政府公报免费赠阅点设置'],
        inspection: ['对政府信息公开工作的年度考核'],
        other: ['政府信息公开指南和目录编制'],
      },
    },
    {
      unit: '市政府督查室',
      duty: '对市政府重大决策部署的贯彻落实情况开展督查。',
      act: order('政府督查工作条例', '第二条'),
      regulation: '明川市政府督查工作规则',
      items: {
        inspection: [
          '对重大决策部署落实情况的综合督查',
          '对民生实事项目进度的专项督查',
          '对督查整改情况的核查',
        ],
        reward: ['对督查中发现的先进单位的表扬激励'],
        other: ['督查结论复核'],
      },
    },
    {
      unit: '市政府办公室法制科',
      duty: '承担市政府重大行政决策的程序审核。',
      act: order('重大行政决策程序暂行条例', '第三条'),
      regulation: '明川市重大行政决策目录管理办法',
      items: {
        other: ['重大行政决策事项目录编制', '重大行政决策后评估组织'],
        public_service: ['重大行政决策草案公开征求意见'],
      },
    },
    {
      unit: '市档案局档案业务科',
      duty: '监督和指导全市机关、团体、企业事业单位的档案工作。',
      act: law('中华人民共和国档案法', '第四十二条'),
      regulation: '明川市档案条例',
      items: {
        inspection: ['对档案馆库房安全的检查', '对机关单位档案归档情况的检查'],
        penalty: ['对擅自销毁应当归档材料的处罚'],
        licence: ['延期移交进馆档案审批'],
      },
    },
  ],
}
