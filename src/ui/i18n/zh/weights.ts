import type { Translated } from '../catalogue.ts';
import type { weights as english } from '../en/weights.ts';

/** 来自别处的参数文件。 */
export const weights: Translated<typeof english> = {
  asked:
    '<b>{file} 没有写明网络怎样适应新任务。</b>从张量形状看，网络是{network}，{filters, number} 个卷积核，{ways, number} 类。请填写它训练时的设置：',
  open: '按这些设置打开',
  leave: '不打开',
  opened: '<b>{file} 已打开。</b>',
  tensors:
    '网络用不到的 {count, number} 个张量没有读入：<code>{names}</code>{more, plural, =0 {} other { 等，另有 # 个}}。',
  unknown:
    '另一版本的 {count, number} 项设置没有读入：<code>{names}</code>{more, plural, =0 {} other { 等，另有 # 项}}。',
  guessed: '网络按“{network}”读入；{others}的张量形状与它相同。',
  uncounted: '文件没有写明做过多少次元迭代：从 1 开始计数。',
};
