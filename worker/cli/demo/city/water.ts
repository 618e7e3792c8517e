import { law, type Organ } from './city.ts'

export const water: Organ = {
  code: 'mc-water',
  name: '明川市水务局',
  nameEn: 'Mingchuan Bureau of Water Affairs',
  kind: 'component',
  subject: 'MB0A1028X',
  short: '市水务局',
  areas: [
    {
      unit: '水资源科',
      duty: '管理水资源开发利用和节约用水。',
      act: law('中华人民共和国水法'),
      regulation: '明川市节约用水条例',
      items: {
        licence: ['取水许可', '建设项目水资源论证审批', '临时用水指标核定'],
        levy: ['水土保持补偿费征收', '超计划用水加价水费征收'],
        penalty: ['对未经批准擅自取水的处罚', '对未安装取水计量设施的处罚'],
        inspection: ['对取用水计量的检查', '对高耗水服务业节水的检查'],
        compulsion: ['对拒不封闭的自备水井的强制封闭'],
      },
    },
    {
      unit: '河湖管理科',
      duty: '管理河湖岸线和河道采砂，组织防汛。',
      act: law('中华人民共和国防洪法'),
      regulation: '明川市河道管理条例',
      items: {
        licence: ['河道管理范围内建设项目审批', '河道采砂许可', '洪水影响评价审批'],
        penalty: ['对非法采砂的处罚', '对在河道内弃置阻碍行洪物体的处罚', '对侵占河湖岸线的处罚'],
        compulsion: ['对阻碍行洪障碍物的强行清除', '对非法采砂船舶的扣押'],
        inspection: ['汛前对水库大坝安全的检查'],
      },
    },
    {
      unit: '水土保持科',
      duty: '监督生产建设项目水土保持。',
      act: law('中华人民共和国水土保持法'),
      regulation: '明川市水土保持办法',
      items: {
        licence: ['生产建设项目水土保持方案审批'],
        penalty: ['对水土保持设施未经验收投产的处罚', '对在禁垦坡地开垦的处罚'],
        inspection: ['对水土保持方案实施情况的检查'],
        reward: ['对河湖保护志愿团体的表彰'],
      },
    },
  ],
}

/** Set up by the institutional reform of the second year; receives licences from the other bureaus. */
export const approval: Organ = {
  code: 'mc-approval',
  name: '明川市行政审批服务局',
  nameEn: 'Mingchuan Administrative Approval Service Bureau',
  kind: 'directly_affiliated',
  subject: 'MB0A10300',
  short: '市行政审批局',
  areas: [],
}
