import type { Translated } from '../catalogue.ts';
import type { weights as english } from '../en/weights.ts';

/** 来自别处的参数文件。 */
export const weights: Translated<typeof english> = {
  asked:
    '<b>{file} 没有写明网络怎样适应新任务。</b>从张量形状看，网络是{network}，{filters, number} 个卷积核，{ways, number} 类。它是怎样训练的？',
  open: '照此打开',
  leave: '不打开',
  opened: '<b>{file} 已打开。</b>',
  tensors: '网络用不到的张量没有读入：<code>{names}</code>{more, plural, =0 {} other { 等，另有 # 个}}。',
  unknown: '另一版本的设置没有读入：<code>{names}</code>{more, plural, =0 {} other { 等，另有 # 项}}。',
  guessed: '网络按“{network}”读入；{others}的张量形状与它相同。',
  uncounted: '文件没有写明元迭代次数：从 1 开始计数。',
};
