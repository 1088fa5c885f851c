import type { Translated } from '../catalogue.ts';
import type { parts as english } from '../en/parts.ts';

/** 没能加载或出了错的部分。 */
export const parts: Translated<typeof english> = {
  missing: '这部分页面没能加载。',
  missingMore: '网络连接可能断开了，或者页面刚刚更新过。如果再试仍不行，请刷新页面。',
  failed: '这部分页面出了错。',
  failedMore: '浏览器给出的原因：{message}',
  dialog: '暂时不可用',
  run: '训练不受影响。',
  again: '再试一次',
  toTrain: '回到“训练”',
  close: '关闭',
  loading: '正在加载。',
  languageLost: '<b>{language} 没能加载。</b>网络连接可能断开了，页面仍用中文。',
};
