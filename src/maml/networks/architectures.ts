import type { NetworkName } from '../settings.ts';
import type { Architecture } from './architecture.ts';
import { pooled } from './pooled.ts';
import { pooledBlog } from './pooled-blog.ts';
import { strided } from './strided.ts';
import { stridedPaper } from './strided-paper.ts';

/** Every architecture that drawings can be classified with, as data. */
export const architectures: Record<NetworkName, Architecture> = {
  strided,
  'strided-paper': stridedPaper,
  pooled,
  'pooled-blog': pooledBlog,
};
