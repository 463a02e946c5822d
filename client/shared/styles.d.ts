/** Styles are imported for the build, which bundles them into the page's one style sheet. */
declare module "*.css";
