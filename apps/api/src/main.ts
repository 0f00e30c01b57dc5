import 'reflect-metadata';
import { createHttpApp, loadConfig } from '#platform';
import { ApiModule } from './api.module.js';

const config = loadConfig();
const app = await createHttpApp(ApiModule.for(config), config);
await app.listen(config.PORT, config.HOST);
