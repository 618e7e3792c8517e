import { law, type Organ, order } from './city.ts'

export const development: Organ = {
  code: 'mc-dev',
  name: '明川市发展和改革委员会',
  nameEn: 'Mingchuan Development and Reform Commission',
  kind: 'component',
  subject: 'MB0A10036',
  short: '市发展改革委',
  areas: [
    {
      unit: '投资科',
      duty: '管理政府投资项目和须经核准的企业投资项目。',
      act: order('政府投资条例'),
      regulation: '明川市政府投资项目管理条例',
      items: {
        licence: [
          '政府投资项目建议书审批',
          '政府投资项目可行性研究报告审批',
          '政府投资项目初步设计概算核定',
          '企业投资项目核准',
        ],
        inspection: ['对政府投资项目资金使用进度的检查', '对核准项目建设情况的检查'],
        penalty: ['对以拆分项目方式规避核准的处罚', '对未按核准内容建设项目的处罚'],
        public_service: ['企业投资项目备案'],
      },
    },
    {
      unit: '价格科',
      duty: '拟订并组织实施列入定价目录的商品和服务价格。',
      act: law('中华人民共和国价格法'),
      regulation: '明川市公用事业价格管理条例',
      items: {
        other: ['居民供水价格制定', '管道天然气配气价格制定', '普通住宅前期物业服务费指导价制定'],
        inspection: ['对实行政府定价的公用事业成本监审'],
        public_service: ['价格争议调解'],
      },
    },
    {
      unit: '能源科',
      duty: '监督固定资产投资项目节能和电力设施保护。',
      act: law('中华人民共和国节约能源法'),
      regulation: '明川市节约能源条例',
      items: {
        licence: ['固定资产投资项目节能审查', '电力设施保护区内施工作业审批'],
        penalty: ['对未通过节能审查擅自开工的处罚', '对在电力设施保护区内违章作业的处罚'],
        inspection: ['对重点用能单位节能管理的监察'],
        reward: ['对节能工作成绩突出单位的奖励'],
      },
    },
  ],
}

/** Merged into the commission in the third year. */
export const grain: Organ = {
  code: 'mc-grain',
  name: '明川市粮食和物资储备局',
  nameEn: 'Mingchuan Grain and Reserves Bureau',
  kind: 'directly_affiliated',
  subject: 'MB0A10052',
  short: '市粮储局',
  areas: [
    {
      unit: '储备管理科',
      duty: '管理市级储备粮和救灾物资储备。',
      act: order('粮食流通管理条例'),
      regulation: '明川市地方储备粮管理条例',
      items: {
        licence: ['市级储备粮动用方案审批'],
        inspection: ['对市级储备粮数量和质量的检查', '对救灾物资储备库管理的检查'],
        penalty: ['对擅自动用市级储备粮的处罚', '对储备粮轮换中以次充好的处罚'],
        payment: ['救灾物资调拨发放'],
      },
    },
    {
      unit: '流通监管科',
      duty: '监督粮食收购、储存、运输环节的经营活动。',
      act: order('粮食流通管理条例'),
      regulation: '明川市粮食流通监督办法',
      items: {
        inspection: ['对粮食收购者执行收购政策的检查'],
        penalty: ['对未及时支付售粮款的处罚', '对粮食收购者未按规定报告收购数量的处罚'],
        public_service: ['粮食收购企业备案'],
      },
    },
  ],
}
