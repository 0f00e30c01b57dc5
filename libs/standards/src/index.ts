export { ShippedStandards } from './trees/shipped-standards.js';
