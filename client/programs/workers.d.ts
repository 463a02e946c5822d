/** A worker's file is put among the assets as it is; importing it gives its address there. */
declare module "*.worker.js" {
  const address: string;
  export default address;
}
