import type { NetworkName } from '../settings.ts';
import type { Network } from './network.ts';
import { pooled } from './pooled.ts';
import { pooledBlog } from './pooled-blog.ts';
import { strided } from './strided.ts';

/** Every architecture that drawings can be classified with. */
export const networks: Record<NetworkName, Network> = { strided, pooled, 'pooled-blog': pooledBlog };
