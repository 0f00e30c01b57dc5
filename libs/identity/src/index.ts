export * from './permissions/permissions.js';
