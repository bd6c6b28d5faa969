export const loadCharts = () => import('./chart-engine.js');
