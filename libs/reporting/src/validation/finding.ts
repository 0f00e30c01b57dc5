export { explains, MIN_EXPLANATION, type Finding } from '#indicators';
