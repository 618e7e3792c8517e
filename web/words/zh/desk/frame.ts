/** 工作台每一页都有的用语。 */
export const frameDeskZh = {
  title: '工作台',
  script: '工作台需要启用 JavaScript。查阅账本不需要。',
  unreachable: '连接不上服务器：内容还在本页，稍后会再试。',
  asked: '请求编号 {id}',
  nav: {
    label: '工作台',
    home: '我的工作台',
    new: '记账',
    import: '导入',
    approvals: '待审核',
    findings: '巡检',
    limits: '规则参数',
    cases: '核查',
    departments: '部门',
    accounts: '账户',
    access: '查阅日志',
    me: '我的账户',
    signOut: '退出',
    signedIn: '{post} · {role}',
  },
  loading: '正在读取…',
}
