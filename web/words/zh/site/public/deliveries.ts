/** 交付：导入的登记簿每一期带来了什么。 */
export const deliveriesZh = {
  deliveries: {
    title: '交付',
    lede: '导入的登记簿和清单，每一期叫一次交付：来了什么、新增什么、改了什么、少了什么。',
    none: '还没有导入过登记簿或清单。导入（命令 mingzhang import，或工作台的“导入”）之后，每一期带来的变化都列在这里。',
    silent:
      '登记簿 {register} 自 {since} 起没有新的交付，下一次本应在 {expected} 以前到。来自它的记录按最后一次交付判断，此后如何无从得知。',
    asOf: '日期',
    register: '登记簿',
    entries: '账目',
    of: '{register}，{asOf} 的交付',
    held: '这次交付记下 {n} 条账目。',
    before: '上一次交付：',
    came: '带来了什么',
    rejected: '数的是记录，每条只数一次。没有变化的不入账；没能读懂而被拒绝的行也不入账，只告诉导入的人。',
    kind: '种类',
    what: { new: '新增', changed: '有进展或改动', rewritten: '来源改写', vanished: '来源中消失' },
    entry: '账目 {index}',
  },
}
