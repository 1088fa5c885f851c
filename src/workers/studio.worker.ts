import { expose } from 'comlink';
import { openDevice } from '#maml';
import { Studio } from './studio.service.ts';

expose(new Studio(() => openDevice('wasm')));
