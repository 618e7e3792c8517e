import { law, type Organ } from './city.ts'

export const education: Organ = {
  code: 'mc-edu',
  name: '明川市教育局',
  nameEn: 'Mingchuan Bureau of Education',
  kind: 'component',
  subject: 'MB0A10247',
  short: '市教育局',
  areas: [
    {
      unit: '基础教育科',
      duty: '管理中小学校办学行为和学生入学。',
      act: law('中华人民共和国义务教育法'),
      regulation: '明川市义务教育入学办法',
      items: {
        confirmation: ['中小学学籍认定', '适龄儿童延缓入学确认'],
        penalty: ['对学校违规分设重点班的处罚', '对学校违规收取费用的处罚'],
        inspection: ['对义务教育学校办学行为的检查', '对校园安全管理的检查'],
        public_service: ['随迁子女入学办理'],
        reward: ['对优秀教育工作者集体的表彰'],
      },
    },
    {
      unit: '民办教育科',
      duty: '管理民办学校和校外培训机构。',
      act: law('中华人民共和国民办教育促进法'),
      regulation: '明川市校外培训机构管理条例',
      items: {
        licence: ['民办学校设立审批', '学科类校外培训机构设立审批', '民办学校章程核准', '校车使用许可'],
        penalty: ['对擅自举办校外培训机构的处罚', '对培训机构超期收费的处罚', '对民办学校恶意终止办学的处罚'],
        inspection: ['对校外培训机构预收费资金监管的检查', '对校车安全运行的检查'],
      },
    },
    {
      unit: '教师工作科',
      duty: '管理教师资格和学生资助。',
      act: law('中华人民共和国教师法'),
      regulation: '明川市学生资助管理办法',
      items: {
        confirmation: ['教师资格认定'],
        payment: ['家庭经济困难学生生活补助发放', '普通高中国家助学金发放'],
        adjudication: ['教师申诉处理'],
        penalty: ['对使用假教师资格证任教的处罚'],
      },
    },
  ],
}
